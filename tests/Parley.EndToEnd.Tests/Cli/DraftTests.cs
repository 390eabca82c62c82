using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class DraftTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("one.json", """{ "incidentNo": "A-1", "caller": { "surname": "Meadowcroft", "phone": "07700 900123" }, "units": ["WX21"] }""");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Draft_Samples_WritesYamlAndSaysWhatIsLeft()
    {
        ParleyProcess draft = await ParleyProcess.RunAsync("draft", Path.Combine(_folder.Path, "one.json"), "--name", "beacon-incident");

        Assert.Equal(0, draft.ExitCode);
        Assert.Contains("translation: beacon-incident\n", draft.Output, StringComparison.Ordinal);
        Assert.Contains("familyName: surname", draft.Output, StringComparison.Ordinal);
        Assert.Contains("\"units[]\": nobody decided yet", draft.Output, StringComparison.Ordinal);
        Assert.Contains("what becomes of the 1 fields under 'unused'", draft.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_Json_HasLinesAndDecisions()
    {
        ParleyProcess draft = await ParleyProcess.RunAsync("draft", Path.Combine(_folder.Path, "one.json"), "--json");

        JsonNode result = JsonNode.Parse(draft.Output)!;
        Assert.Contains(result["lines"]!.AsArray(), l => (string?)l!["attribute"] == "familyName" && (int)l["confidence"]! >= 80);
        Assert.NotEmpty(result["decisions"]!.AsArray());
    }

    [Fact]
    public async Task Draft_NoSuchFile_IsMisuse()
    {
        ParleyProcess draft = await ParleyProcess.RunAsync("draft", Path.Combine(_folder.Path, "none.json"));

        Assert.Equal(2, draft.ExitCode);
        Assert.Contains("there is no file", draft.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Verify_ShowsTheSmallestCounterexample()
    {
        _folder.With("parley.yaml", "installation: Wexshire\norganisation: wexshire-police\ndictionary: \"2026.1\"\n")
            .With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: force\n")
            .With("systems/alpha/system.yaml", "system: alpha\nname: Alpha\norganisation: wexshire-police\nmessages: { person: person.yaml }\n")
            .With("systems/alpha/person.yaml", "translation: alpha-person\nformat: json\nrecords:\n  person:\n    type: Person\n    attributes:\n      dateOfBirth: { at: dob, date: dd/MM/yy }\n");

        ParleyProcess check = await ParleyProcess.RunAsync("check", _folder.Path, "--verify", "--seed", "3", "--cases", "60");

        Assert.Equal(0, check.ExitCode);
        Assert.Contains("TRN115", check.Output, StringComparison.Ordinal);
        Assert.Contains("""{"dob":"01/01/31"}""", check.Output, StringComparison.Ordinal);
    }
}
