using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class CheckTests : IDisposable
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("parley.yaml", "installation: Wexshire\norganisation: wexshire-police\ndictionary: \"2026.1\"\n")
        .With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: force\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_SoundWorkspace_EndsWithZero()
    {
        ParleyProcess check = await ParleyProcess.RunAsync("check", _folder.Path);

        Assert.Equal("", check.Error);
        Assert.StartsWith("Wexshire: no faults; 0 systems, 0 translations, 1 organisation, 0 sample messages; version ", check.Output, StringComparison.Ordinal);
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task Check_FaultsInSeveralFiles_ShowsEachWithLineCaretAndRemedy()
    {
        _folder.With("organisations/other.yaml", "organisation: other\nname: Other\nkind: farce\n")
            .With("systems/beacon/system.yaml", "system: beacon\nname: Beacon\norganisation: nobody\nmessages: {}\n");

        ParleyProcess check = await ParleyProcess.RunAsync("check", _folder.Path);

        Assert.Equal(1, check.ExitCode);
        Assert.Equal("", check.Error);
        Assert.Contains(
            "organisations/other.yaml:3:7: error WSP008: 'kind' must be one of force, agency, national-service, charity, foreign-partner, not \"farce\"; did you mean 'force'?\n"
            + "   3 | kind: farce\n     |       ^\n      remedy: ", check.Output, StringComparison.Ordinal);
        Assert.Contains("systems/beacon/system.yaml:3:15: error WSP021", check.Output, StringComparison.Ordinal);
        Assert.Contains("2 errors in 2 files", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Json_HasEveryIssueWithItsPlace()
    {
        _folder.With("parley.yaml", "installation: Wexshire\norganisation: wexshire-police\ndictionary: \"2026.1\"\nlisen: x\n");

        ParleyProcess check = await ParleyProcess.RunAsync("check", _folder.Path, "--json");

        Assert.Equal(1, check.ExitCode);
        JsonNode issue = Assert.Single(check.Json["issues"]!.AsArray())!;
        Assert.Equal("WSP006 parley.yaml 4 1", $"{issue["code"]} {issue["file"]} {issue["line"]} {issue["column"]}");
        Assert.False((bool)check.Json["sound"]!);
    }

    [Fact]
    public async Task Check_WithoutAFolder_FindsTheWorkspaceAround()
    {
        _folder.With("systems/beacon/notes.md", "x");

        ParleyProcess check = await ParleyProcess.RunInAsync(Path.Combine(_folder.Path, "systems", "beacon"), null, NoVariables, "check");

        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task Check_NoWorkspace_IsMisuse()
    {
        ParleyProcess check = await ParleyProcess.RunAsync("check", Path.Combine(_folder.Path, "nowhere"));

        Assert.Equal(2, check.ExitCode);
        Assert.Equal("", check.Output);
        Assert.Contains("there is no folder", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Samples_AreTranslatedThereAndBack()
    {
        using TemporaryFolder estate = SmallEstate.Create()
            .With("systems/alpha/samples/incident/a.json", SmallEstate.Message)
            .With("systems/alpha/samples/incident/faulty/b.json", SmallEstate.BadMessage);

        ParleyProcess check = await ParleyProcess.RunAsync("check", estate.Path);

        Assert.Contains("2 sample messages", check.Output, StringComparison.Ordinal);
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task Check_SamplesWithFaults_AreReportedOnceWithTheirPlace()
    {
        using TemporaryFolder estate = SmallEstate.Create()
            .With("systems/alpha/samples/incident/a.json", SmallEstate.BadMessage)
            .With("systems/alpha/samples/incident/b.json", SmallEstate.BadMessage)
            .With("systems/alpha/samples/incident/faulty/c.json", SmallEstate.Message)
            .With("systems/alpha/samples/other/d.json", SmallEstate.Message);

        ParleyProcess check = await ParleyProcess.RunAsync("check", estate.Path, "--json");

        string[] faults = [.. check.Json["issues"]!.AsArray().Where(i => i!["file"]!.ToString().Contains("/samples/")).Select(i => $"{i!["file"]} {i["code"]}")];
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("systems/alpha/samples/incident/faulty/c.json WSP042", faults);
        Assert.Contains("systems/alpha/samples/other/d.json WSP040", faults);
        Assert.Single(faults, f => f.StartsWith("systems/alpha/samples/incident/a.json", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, f => f.StartsWith("systems/alpha/samples/incident/b.json", StringComparison.Ordinal));
    }
}
