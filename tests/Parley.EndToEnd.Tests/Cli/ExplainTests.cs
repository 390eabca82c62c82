using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary>The way of docs/how-to/explain-a-decision.md over the sample workspace, by the executable.</summary>
public sealed class ExplainTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples/wexshire/workspace");
    private static readonly string[] Burglary = ["--message", "systems/beacon/samples/incident/burglary.json", "--type", "beacon/incident"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Message_ToASystem_IsAskedAsItsAcceptsEntryDoes()
    {
        ParleyProcess explain = await ExplainAsync([.. Burglary, "--to", "ledgerline"]);

        Assert.Equal((0, ""), (explain.ExitCode, explain.Error));
        Assert.StartsWith(
            """
            What northmoor-police would see of this, which is of wexshire-police
              level    inter-force
              to       Ledgerline records of Northmoor Police (fictional), as ledgerline/report
              purpose  investigation
              reason   Crime that may cross the boundary
              answer   it goes, as far as is said below

            1 Incident (occurred-at 2 Location)
              goes, by northmoor-crime agreements/northmoor-crime.yaml:14:5
                + reference       WX-20260314-0421
            """,
            explain.Output,
            StringComparison.Ordinal);
        Assert.Contains("\n3 Person (reporting-person 1 Incident; victim-of 1 Incident)\n", explain.Output, StringComparison.Ordinal);
        Assert.Contains("  withheld, a role would tell what is withheld (SHR110)\n    - the link reporting-person\n", explain.Output, StringComparison.Ordinal);
        Assert.Contains("\nobliges the recipient: to keep it for 6 years at most (northmoor-crime)\n", explain.Output, StringComparison.Ordinal);
        Assert.Contains("\nnot by northmoor-stops: it is suspended by ", explain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_Json_NamesWhatIsWithheldAndShowsNoValueOfIt()
    {
        ParleyProcess explain = await ExplainAsync([.. Burglary, "--to", "ledgerline", "--json"]);
        JsonNode[] attributes = [.. explain.Json["attributes"]!.AsArray()!];

        Assert.True((bool?)explain.Json["permitted"]);
        JsonNode telephone = attributes.First(a => (string?)a!["attribute"] == "mobileTelephone")!;
        Assert.Equal((false, "SHR101"), ((bool?)telephone["permitted"], (string?)telephone["code"]));
        Assert.DoesNotContain("07700", explain.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("+447700", (await ExplainAsync([.. Burglary, "--to", "ledgerline"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ToAnOrganisation_NeedsPurposeAndReason()
    {
        ParleyProcess purpose = await ExplainAsync([.. Burglary, "--to", "northmoor-police"]);
        ParleyProcess reason = await ExplainAsync([.. Burglary, "--to", "northmoor-police", "-p", "investigation"]);
        ParleyProcess both = await ExplainAsync([.. Burglary, "--to", "northmoor-police", "-p", "investigation", "--reason", "Linked burglaries"]);

        Assert.Equal((1, 1, 0), (purpose.ExitCode, reason.ExitCode, both.ExitCode));
        Assert.Contains("(SHR003)", purpose.Output, StringComparison.Ordinal);
        Assert.Contains("not by northmoor-crime: every use under it needs a reason, and none was given (SHR005)", reason.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_NoAgreementInForce_SaysWhichThereAreAndWhyNone()
    {
        ParleyProcess expired = await ExplainAsync("-m", "systems/beacon/samples/incident/collision.json", "-y", "beacon/incident", "--to", "claims");
        ParleyProcess unsigned = await ExplainAsync("-m", "systems/beacon/samples/incident/domestic.json", "-y", "beacon/incident", "--to", "hub");

        Assert.Equal((1, 1), (expired.ExitCode, unsigned.ExitCode));
        Assert.Contains("answer   nothing goes: no agreement in force permits the disclosure (SHR001)", expired.Output, StringComparison.Ordinal);
        Assert.Contains("not by harbour-collisions: it ended on 2025-12-31 (SHR001)", expired.Output, StringComparison.Ordinal);
        Assert.Contains("not by council-safeguarding: it is not signed by wexshire-police (SHR001)", unsigned.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_NoEntryTakesIt_SaysSoAndExplainsAllTheSame()
    {
        ParleyProcess explain = await ExplainAsync("-m", "systems/beacon/samples/incident/domestic.json", "-y", "beacon/incident", "--to", "lantern");

        Assert.Equal(1, explain.ExitCode);
        Assert.Contains("lantern has no accepts entry that takes this", explain.Error, StringComparison.Ordinal);
        Assert.Contains("but only where .supportRequested == true (SHR101)\n    - reference, reportedAt, eventType\n", explain.Output, StringComparison.Ordinal);
        Assert.Contains("A victim's supporter is never told who is suspected. (SHR102)", explain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_AsksByRoleAndReason()
    {
        string[] asks = [.. Burglary, "--to", "wexshire-police", "--person", "PC Imogen Vale"];
        ParleyProcess without = await ExplainAsync([.. asks, "--reason", "Follow-up"]);
        ParleyProcess wordless = await ExplainAsync([.. asks, "--role", "officer"]);
        ParleyProcess whole = await ExplainAsync([.. asks, "--role", "officer", "--reason", "Follow-up"]);

        Assert.Contains("the person has no role (SHR004)", without.Output, StringComparison.Ordinal);
        Assert.Contains("needs a reason in words (SHR005)", wordless.Output, StringComparison.Ordinal);
        Assert.Equal(0, whole.ExitCode);
        Assert.Contains("  person   PC Imogen Vale, officer\n", whole.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bundle_OfAnOrganisation_IsExplainedAsAMessageIs()
    {
        _folder.With("person.json", """
            {"dictionary":"2026.1","records":[{"type":"Incident","attributes":{"reference":"WX-9","eventType":"burglary-dwelling","grade":"priority"}}],"links":[]}
            """);
        ParleyProcess explain = await ExplainAsync("-b", Path.Combine(_folder.Path, "person.json"), "--from", "wexshire-police", "--to", "ledgerline", "--json");

        Assert.Equal((0, ""), (explain.ExitCode, explain.Error));
        Assert.Equal(
            ["eventType True", "grade False", "reference True"],
            explain.Json["attributes"]!.AsArray().Select(a => $"{a!["attribute"]} {a["permitted"]!.GetValue<bool>()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Draft_TakenAsSigned_SaysWhatItWouldChange()
    {
        string text = File.ReadAllText(Path.Combine(Samples, "agreements/northmoor-crime.yaml"));
        _folder.With("draft.yaml", text.Replace("familyName, ", "", StringComparison.Ordinal));

        ParleyProcess draft = await ExplainAsync([.. Burglary, "--to", "ledgerline", "--agreement", Path.Combine(_folder.Path, "draft.yaml")]);
        ParleyProcess suspended = await ExplainAsync([.. Burglary, "--to", "ledgerline", "--agreement", "agreements/northmoor-stops.yaml", "--json"]);

        Assert.Equal(0, draft.ExitCode);
        Assert.Contains("\nCompared with how the agreements stand today\n", draft.Output, StringComparison.Ordinal);
        Assert.Contains("  - goes no longer of 4 Person (suspect-in 1 Incident): familyName\n", draft.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("also goes", draft.Output, StringComparison.Ordinal);
        Assert.Empty(suspended.Json["changes"]!["gained"]!.AsArray());
        Assert.Contains("it is for the purpose detection", suspended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_LeavesAnAgreementOut()
    {
        ParleyProcess explain = await ExplainAsync([.. Burglary, "--to", "ledgerline", "--without", "northmoor-crime"]);

        Assert.Equal(1, explain.ExitCode);
        Assert.Contains("no agreement in force permits the disclosure (SHR001)", explain.Output, StringComparison.Ordinal);
        Assert.Contains("  - goes no longer of 9 Vehicle (stolen-in 1 Incident): registration, make, model, colour\n", explain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Impact_ServersAnswer_IsSaidInWords()
    {
        await using AnsweringServer server = new(_ => (200, """
            {"agreement":"northmoor-crime","days":30,"exchanges":12,"complete":true,"changes":[
            {"recipient":"ledgerline","type":"report","deliveries":1,"onlyWith":1,"onlyWithout":0,"attributes":["+Incident.reference","+Person.familyName"]}]}
            """));

        ParleyProcess impact = await ParleyProcess.RunInAsync(
            Path.GetTempPath(), null, new Dictionary<string, string> { ["PARLEY_KEY"] = "not-a-real-key" }, "explain", "--impact", "northmoor-crime", "--days", "30", "--server", server.Address);

        Assert.Equal(
            """
            northmoor-crime over 12 exchanges of the last 30 days: with it in force, compared with none

            ledgerline/report: 1 delivery would differ
              1 goes only with the agreement
              shows      Incident.reference, Person.familyName

            """,
            impact.Output);
        Assert.Equal("/v1/agreements/northmoor-crime/impact", Assert.Single(server.Requests).Path);
    }

    [Theory]
    [InlineData("--to is missing")]
    [InlineData("did you mean 'northmoor-police'?", "--to", "northmoor-polic")]
    [InlineData("there is no purpose 'investigatoin'; did you mean 'investigation'?", "--to", "northmoor-police", "-p", "investigatoin")]
    [InlineData("name the person with --person", "--to", "northmoor-police", "--role", "officer")]
    [InlineData("there is no agreement 'nothing'", "--to", "northmoor-police", "--without", "nothing")]
    [InlineData("there is no file nothing.yaml", "--to", "northmoor-police", "--agreement", "nothing.yaml")]
    public async Task Explain_Misuse_SaysWhatIsMissing(string words, params string[] args)
    {
        ParleyProcess explain = await ExplainAsync([.. Burglary, .. args]);

        Assert.Equal((2, ""), (explain.ExitCode, explain.Output));
        Assert.Contains(words, explain.Error, StringComparison.Ordinal);
    }

    private static Task<ParleyProcess> ExplainAsync(params string[] args) =>
        ParleyProcess.RunInAsync(Samples, null, new Dictionary<string, string>(), ["explain", .. args]);
}
