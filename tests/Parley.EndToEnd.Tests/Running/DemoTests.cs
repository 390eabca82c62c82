using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>The demo plays its shift through the platform and fourteen real programs: nothing is lost, and nobody has what no agreement lets them have.</summary>
public sealed class DemoTests
{
    // What stands in each recipient's own store of the victim and of the person suspected: as its agreement has it, no less and no more.
    private static readonly IEnumerable<string> Agreed = new[]
    {
        Of("ambulance", "The victim", "familyName givenNames gender injured"),
        Of("docket", "The person suspected", "dateOfBirth familyName gender givenNames home observedEthnicity warningSignals"),
        Of("docket", "The victim", "dateOfBirth familyName givenNames injured vulnerability"),
        Of("lantern", "The victim", "consentToShare familyName givenNames safeContactNumber safeToContact"),
        Of("ledgerline", "The person suspected", "build dateOfBirth descriptionText familyName gender givenNames hairColour heightCm home mobileTelephone warningSignals"),
        Of("ledgerline", "The victim", "familyName givenNames"),
        Of("vigil", "The person suspected", "familyName givenNames heightCm"),
    }.SelectMany(a => a).Order(StringComparer.Ordinal);

    [Fact]
    public async Task Demo_Once_EverythingArrivesAndNothingElseDoes()
    {
        Assert.SkipUnless(
            File.Exists(Path.Combine(Repository.Root, "samples", "wexshire", "workspace", "systems", "beacon", "system.yaml")), "The sample workspace is not whole.");
        using TemporaryFolder folder = new();
        Dictionary<string, string> environment = new() { ["TMPDIR"] = folder.Path };

        ParleyProcess demo = await ParleyProcess.RunInAsync(
            TimeSpan.FromMinutes(5), folder.Path, null, environment, "demo", "--once", "--json", "--port", $"{FreePort.Next(following: 50)}");

        Assert.True(demo.ExitCode == 0, demo.Output + demo.Error);
        Assert.Equal(0, (int?)demo.Json["lost"]);
        Assert.Equal(0, (int?)demo.Json["openExceptions"]);
        Assert.True((int?)demo.Json["messagesOut"] > 0, demo.Output);
        Assert.Equal(0, (int?)demo.Json["leaked"]);
        Assert.All(demo.Json["absent"]!.AsArray(), a => Assert.True((bool)a!["absent"]!, a.ToJsonString()));
        Assert.All(demo.Json["notices"]!.AsArray(), n => Assert.True((bool)n!["confirmed"]!, n.ToJsonString()));
        Assert.Equal(
            ["lantern by system:lantern", "ledgerline by system:ledgerline"],
            demo.Json["notices"]!.AsArray().Where(n => n!["channel"]!.ToString() == "message").Select(n => $"{n!["recipient"]} by {n["by"]}").Order(StringComparer.Ordinal));
        Assert.Contains(demo.Json["notices"]!.AsArray(), n => n!["channel"]!.ToString() == "task");
        Assert.True((bool)demo.Json["ledger"]!["good"]!, demo.Json["ledger"]!.ToJsonString());
        Assert.True((int)demo.Json["ledger"]!["entries"]! > 100);
        Assert.Equal((int)demo.Json["ledger"]!["entries"]!, (int)demo.Json["ledger"]!["checkpoint"]!);
        // The burglary was followed until its crime was recorded; the missing person waits for a duty inspector.
        string[] processes = [.. demo.Json["processes"]!.AsArray().Select(p => $"{p!["process"]} {p["status"]}").Order(StringComparer.Ordinal)];
        Assert.Equal(["burglary completed", "missing-person waiting"], processes);
        // The stop, three domestic incidents, the report with S2, the collision, and the burglary that waited while its agreement was suspended.
        Assert.Equal(7, (int?)demo.Json["withheld"]);
        Assert.Equal(Agreed, demo.Json["found"]!.AsArray().Select(f => $"{f!["system"]}, {f["person"]}: {f["attribute"]}").Order(StringComparer.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"the shift took {demo.Json["seconds"]} s");
    }

    private static IEnumerable<string> Of(string system, string person, string attributes) =>
        attributes.Split(' ').Select(a => $"{system}, {person}: {(a == "home" ? "home address" : a)}");
}
