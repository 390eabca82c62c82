using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class TranslateTests : IDisposable
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly TemporaryFolder _folder = SmallEstate.Create();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Translate_ToAnotherSystem_WritesItsLanguage()
    {
        _folder.With("one.json", SmallEstate.Message);

        ParleyProcess translate = await TranslateAsync(null, "one.json", "--to", "beta/event");

        Assert.Equal(0, translate.ExitCode);
        Assert.Contains("grade=\"immediate\"", translate.Output, StringComparison.Ordinal);
        Assert.Contains("<Reference>WX-1</Reference>", translate.Output, StringComparison.Ordinal);
        Assert.Contains("1 message, 0 not translated", translate.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translate_ToTheDictionaryAndBack_GivesTheSameMessage()
    {
        _folder.With("one.json", SmallEstate.Message);

        ParleyProcess pole = await TranslateAsync(null, "one.json", "--to", "pole");
        ParleyProcess back = await ParleyProcess.RunInAsync(_folder.Path, pole.Output, NoVariables, "translate", "-", "--from", "pole", "--to", "alpha/incident");

        Assert.Equal("Incident", (string?)pole.Json["records"]![0]!["type"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(SmallEstate.Message), back.Json), back.Output + back.Error);
    }

    [Fact]
    public async Task Translate_StreamWithAFault_GoesOnAndSaysWhere()
    {
        string stream = $"{SmallEstate.Message}\n{SmallEstate.BadMessage}\n{SmallEstate.Message}\n";

        ParleyProcess translate = await TranslateAsync(stream, "-", "--to", "pole");

        Assert.Equal(1, translate.ExitCode);
        Assert.Equal(2, translate.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("(standard input):2:", translate.Error, StringComparison.Ordinal);
        Assert.Contains("3 messages, 1 not translated", translate.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translate_ToOneFileOfRows_WritesItsHeaderOnce_AndGroupsRowsOnTheWayBack()
    {
        _folder
            .With("systems/gamma/system.yaml", "system: gamma\nname: Gamma\norganisation: wexshire-police\nmessages: { list: list.yaml, lines: lines.yaml }\n")
            .With("systems/gamma/list.yaml", """
                translation: gamma-list
                format: { csv: { newline: lf, group: REF, most-rows: 2 } }
                records:
                  incident: { type: Incident, attributes: { reference: REF } }
                  persons: { type: Person, each: row, attributes: { familyName: NAME } }
                links:
                  - { from: persons, role: victim-of, to: incident }
                """)
            .With("systems/gamma/lines.yaml", """
                translation: gamma-lines
                format: json
                records:
                  incident: { type: Incident, attributes: { reference: ref } }
                  persons: { type: Person, each: names, attributes: { familyName: . } }
                links:
                  - { from: persons, role: victim-of, to: incident }
                """);
        const string Lines = "{\"ref\":\"WX-1\",\"names\":[\"QUILL\",\"VANE\"]}\n{\"ref\":\"WX-2\",\"names\":[\"OAKE\"]}\n";

        ParleyProcess there = await ParleyProcess.RunInAsync(_folder.Path, Lines, NoVariables, "translate", "-", "--from", "gamma/lines", "--to", "gamma/list");
        Assert.Equal("REF,NAME\nWX-1,QUILL\nWX-1,VANE\nWX-2,OAKE\n", there.Output);
        Assert.Contains("2 messages, 0 not translated, 0 issues", there.Error, StringComparison.Ordinal);

        // A message that is passed over is said, and the next one is none the worse for it.
        string rows = there.Output.Replace("WX-1,VANE\n", "WX-1,VANE\nWX-1,ELM\n", StringComparison.Ordinal);
        ParleyProcess back = await ParleyProcess.RunInAsync(_folder.Path, rows, NoVariables, "translate", "-", "--from", "gamma/list", "--to", "gamma/lines");
        Assert.Equal(1, back.ExitCode);
        Assert.Equal("{\"ref\":\"WX-2\",\"names\":[\"OAKE\"]}\n", back.Output);
        Assert.Contains("FMT022", back.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translate_Explain_NamesFieldAttributeAndField()
    {
        _folder.With("one.json", SmallEstate.Message);

        ParleyProcess translate = await TranslateAsync(null, "one.json", "--to", "beta/event", "--explain");

        Assert.Contains("@grade = immediate", translate.Error, StringComparison.Ordinal);
        Assert.Contains("Incident[0].grade = immediate  <-  grade = 1 (codes", translate.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translate_Json_GivesALineForEachMessage()
    {
        ParleyProcess translate = await TranslateAsync($"{SmallEstate.Message}\n{SmallEstate.BadMessage}\n", "-", "--json");

        JsonNode[] lines = [.. translate.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];
        Assert.Equal([true, false], lines.Select(l => (bool)l["translated"]!));
        Assert.Equal(2, (int)lines[1]["line"]!);
        Assert.NotEmpty(lines[1]["issues"]!.AsArray());
    }

    [Fact]
    public async Task Translate_FolderIntoFolder_WritesOneFileEach()
    {
        _folder.With("in/a.json", SmallEstate.Message).With("in/b.json", SmallEstate.Message);

        ParleyProcess translate = await TranslateAsync(null, "in", "--to", "beta/event", "--out", "translated/");

        Assert.Equal(0, translate.ExitCode);
        Assert.Equal(["a.xml", "b.xml"], Directory.GetFiles(Path.Combine(_folder.Path, "translated")).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("alpha/incidnet", "it has incident")]
    [InlineData("alfa/incident", "did you mean 'alpha'?")]
    [InlineData("alpha", "system/message")]
    public async Task Translate_UnknownType_IsMisuse(string from, string words)
    {
        ParleyProcess translate = await ParleyProcess.RunInAsync(_folder.Path, "", NoVariables, "translate", "-", "--from", from);

        Assert.Equal(2, translate.ExitCode);
        Assert.Contains(words, translate.Error, StringComparison.Ordinal);
    }

    private Task<ParleyProcess> TranslateAsync(string? input, params string[] args) =>
        ParleyProcess.RunInAsync(_folder.Path, input, NoVariables, ["translate", .. args, "--from", "alpha/incident"]);
}
