using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Engine.Tests.Workspace.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Workspace;

public sealed class ProcessFilesTests
{
    private readonly TestWorkspace _workspace = new();

    [Fact]
    public void Read_Processes_AreThereByNameAndVersion_AndBearOnTheWorkspacesVersion()
    {
        string before = _workspace.Read()!.Version;
        LoadedWorkspace loaded = _workspace
            .With("processes/wait.yaml", Process("wait", "1.0.0", "  - pause: { wait: PT1H }"))
            .With("processes/wait-2.yaml", Process("wait", "2.0.0", "  - pause: { wait: PT2H }"))
            .Read()!;

        Assert.Empty(_workspace.Issues.Issues);
        Assert.Equal(["test/wait:1.0.0", "test/wait:2.0.0"], loaded.Processes.Keys.Select(k => k.ToString()).Order(StringComparer.Ordinal));
        Assert.NotEqual(before, loaded.Version);
    }

    [Theory]
    [InlineData("  - next:\n      run: { workflow: { namespace: test, name: nobody, version: latest } }", "WSP043")]
    [InlineData("  - tell:\n      call: send:1.0.0@default\n      with: { system: beacon, message: incident, bundle: {} }", "WSP029")]
    [InlineData("  - find:\n      call: look-up:1.0.0@default\n      with: { type: Incident, where: {} }", "PRC002")]
    [InlineData("  - what: { shell: ls }", "PRC003")]
    [InlineData("  - decide:\n      call: ask-person:1.0.0@default\n      with: { title: 'Look at ${ .n }', group: nobody }", "ACC002")]
    [InlineData("  - decide:\n      call: ask-person:1.0.0@default\n      with: { title: Look, group: operator, escalation: { group: nobody }, due: 1 }", "ACC002")]
    [InlineData("  - decide:\n      call: ask-person:1.0.0@default\n      with: { title: Look, group: operator, due: { workingDays: 2, calendar: wales } }", "CAL002")]
    [InlineData("  - decide:\n      call: ask-person:1.0.0@default\n      with: { title: Look, group: operator, form: { type: nothing } }", "PRC009")]
    [InlineData("  - rest:\n      call: wait-working-days:1.0.0@default\n      with: { days: 2, country: wales }", "CAL002")]
    [InlineData("  - ask:\n      call: ask:1.0.0@default\n      with: { system: beakon, query: {} }", "WSP029")]
    [InlineData("  - ask:\n      call: ask:1.0.0@default\n      with: { system: [beacon, nobody], query: {}, purpose: policing }", "WSP029")]
    [InlineData("  - ask:\n      call: ask:1.0.0@default\n      with: { system: beacon, query: {} }", "PRC018")]
    [InlineData("  - ask:\n      call: ask:1.0.0@default\n      with: { system: '${ .system }', query: {}, purpose: curiosity }", "AGR012")]
    public void Read_WhatTheInstallationDoesNotHave_IsSaidWithItsPlace(string tasks, string code)
    {
        Assert.Null(_workspace.With("processes/wrong.yaml", Process("wrong", "1.0.0", tasks)).Read());

        Issue issue = Assert.Single(_workspace.Issues.Issues, i => i.Code.Code == code);
        Assert.Equal("processes/wrong.yaml", issue.Position.File);
        Assert.True(issue.Position.Line > 0);
    }

    [Fact]
    public void Read_PurposeThatIsInNoList_IsSaid()
    {
        string text = Process("wrong", "1.0.0", "  - pause: { wait: PT1H }").Replace("version: '1.0.0'", "version: '1.0.0', metadata: { purpose: law-enforcement }", StringComparison.Ordinal);

        Assert.Null(_workspace.With("processes/wrong.yaml", text).Read());

        Assert.Equal(("AGR012", "processes/wrong.yaml"), _workspace.Issues.Issues.Select(i => (i.Code.Code, i.Position.File)).Single());
    }

    [Theory]
    [InlineData("system: nobody, message: incident, bundle: {}", "WSP029", 7)]
    [InlineData("system: nobody, message: fire, bundle: {}, purpose: curiosity", "AGR012 WSP025 WSP029", 7)]
    [InlineData("system: cornerstone, message: fire, bundle: {}", "WSP025", 7)]
    [InlineData("system: cornerstone, message: incident, bundle: {}", "PRC018", 7)]
    [InlineData("system: '${ .who }', message: '${ .what }', bundle: {}", null, 0)]
    public void Read_SendOfWhatCannotBe_IsSaidWhereItStands(string with, string? code, int line)
    {
        _workspace.With("parley.yaml", "installation: Wexshire\norganisation: wexshire-police\ndictionary: \"2026.1\"\nprocesses: { system: beacon }\n");
        string call = $"  - tell:\n      call: send:1.0.0@default\n      with:\n        # here\n        {{ {with} }}";

        LoadedWorkspace? loaded = _workspace.With("processes/wrong.yaml", Process("wrong", "1.0.0", call)).Read();

        Assert.Equal(code is null, loaded is not null);
        Assert.Equal(code ?? "", string.Join(' ', _workspace.Issues.Issues.Select(i => i.Code.Code).Order(StringComparer.Ordinal)));
        Assert.All(_workspace.Issues.Issues, i => Assert.Equal(line, i.Position.Line));
    }

    [Fact]
    public void Read_CalendarThatIsNot_TheMessageListsThoseThereAre()
    {
        _workspace.With("processes/wrong.yaml", Process("wrong", "1.0.0", "  - rest:\n      call: wait-working-days:1.0.0@default\n      with: { days: 2, country: wales }")).Read();

        Assert.Equal(
            "rest: there is no calendar 'wales'; there are england-and-wales, scotland, northern-ireland", Assert.Single(_workspace.Issues.Issues).Message);
    }

    [Fact]
    public void Read_OneNameAndVersionTwice_IsADuplicate()
    {
        Assert.Null(_workspace
            .With("processes/a.yaml", Process("same", "1.0.0", "  - pause: { wait: PT1H }"))
            .With("processes/b.yaml", Process("same", "1.0.0", "  - pause: { wait: PT2H }"))
            .Read());

        Assert.Equal(("WSP022", "processes/b.yaml"), _workspace.Issues.Issues.Select(i => (i.Code.Code, i.Position.File)).Single());
    }

    [Fact]
    public void ListenPoint_EventAndInstance_MeetInTheSameValues()
    {
        LoadedWorkspace loaded = _workspace.With("processes/wait.yaml", Process("wait", "1.0.0", """
              - decision:
                  listen: { to: { one: { with: { type: decided }, correlate: { case: { from: .data.case, expect: '${ .case }' } } } } }
            """)).Read()!;
        ProcessDefinition definition = loaded.Processes.Values.Single().Definition;
        ListenPoint point = Assert.Single(definition.ListenPoints);
        ProcessStep step = ProcessMachine.Start(definition, "i", Json("""{"case":"WX-1"}"""), DateTimeOffset.UnixEpoch, ProcessSettings.Default);
        ListenEffect listen = step.Effects.OfType<ListenEffect>().Single();

        Assert.True(point.IsCorrelated);
        Assert.Equal(point.Meet(listen.Filters[0]), point.Meet(Json("""{"type":"decided","data":{"case":"WX-1"}}""")));
        Assert.NotEqual(point.Meet(listen.Filters[0]), point.Meet(Json("""{"type":"decided","data":{"case":"WX-2"}}""")));
        Assert.Null(point.Meet(Json("""{"type":"other","data":{"case":"WX-1"}}""")));
        Assert.Null(point.Meet(Json("""{"type":"decided","data":{}}""")));
    }

    private static JqValue Json(string text) => JqValue.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out JqValue? value, out string? fault)
        ? value
        : throw new FormatException(fault);

    private static string Process(string name, string version, string tasks) =>
        $"document: {{ dsl: '1.0.0', namespace: test, name: {name}, version: '{version}' }}\ndo:\n{tasks}\n";
}
