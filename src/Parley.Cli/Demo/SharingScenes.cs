using System.Text.Json.Nodes;

namespace Parley.Cli.Demo;

/// <summary>The scenes that show what agreements let through, and what they keep back.</summary>
internal static class SharingScenes
{
    private const string Protected = "WX-20261104-0311";

    private static readonly string[] s_withoutWitnesses = ["ambulance", "lantern", "vigil", "natfeed"];

    private static readonly string[] s_withoutSuspects = ["ambulance", "lantern"];

    private static readonly string[] s_withoutVictims = ["vigil", "natfeed"];

    private static readonly string[] Partners = ["ledgerline", "docket", "ambulance", "lantern", "vigil"];

    /// <summary>The scenes in order.</summary>
    public static IReadOnlyList<Scene> All(string samples) =>
    [
        new(
            "One burglary as five organisations see it",
            "A woman is struck by a burglar she knows. She lives at an address that is kept secret, her daughter saw the car, and she agreed to be rung by victim support. The "
            + "neighbouring force, the prosecution, the ambulance service, a charity and a police force abroad each get what their agreement with Wexshire Police permits, and no more.",
            (estate, cancel) => ProtectedAsync(estate, samples, cancel)),
        new(
            "Intelligence that goes, and intelligence that stays",
            "Two reports, graded 3x5x2. One may be shared lawfully (P) and reaches Northmoor without how the source came to know. The other asks that its originator be consulted "
            + "first (C, S2): no agreement can change that, and it stays.",
            (estate, cancel) => IntelligenceAsync(estate, samples, cancel)),
        new(
            "A collision, and an insurer whose agreement has run out",
            "The ambulance service gets what its crew needs. The insurer, which used to be told, gets nothing since its agreement ended.",
            (estate, cancel) => CollisionAsync(estate, samples, cancel)),
        new(
            "An agreement is suspended while a message waits",
            "Northmoor's system is down, and a burglary waits for it. Wexshire Police suspends the agreement. When the system is back, what waited does not go; after the agreement is "
            + "resumed, the next burglary does.",
            (estate, cancel) => SuspendAsync(estate, samples, cancel)),
        new(
            "The owner takes a record back",
            "The burglary that five organisations saw was entered against the wrong person. Beacon withdraws it; everyone who was given it is told: Northmoor in its XML, the charity in its "
            + "JSON, each strikes what it held and answers so. The other systems take no notices: those are tasks for a person, with the contact to ring.",
            (estate, cancel) => WithdrawAsync(estate, cancel)),
    ];

    private static async Task<ScenePlay> ProtectedAsync(DemoEstate estate, string samples, CancellationToken cancel)
    {
        string number = await Shift.EnterIncidentAsync(estate, Shift.Sample(samples, "beacon", "incident", "protected.json"), cancel);
        RecordView view = new(estate, "beacon/incident", Path.Combine("systems", "beacon", "samples", "incident", "protected.json"), number);
        return new ScenePlay(
            [
                new("cornerstone", number, "the occurrence in the force's own records, with all of it"),
                new("ledgerline", number, "the entry at Northmoor Police"),
                new("docket", number, "the submission at the prosecution"),
                new("ambulance", number, "the incident at the ambulance service"),
                new("lantern", number, "the referral at victim support"),
                new("vigil", number, "the alert in Bergmark, in OASIS CAP 1.2"),
                new("natfeed", number, "the national feed's record"),
            ],
            [
                .. Partners.Append("natfeed").Select(p => new Absence(p, "Ternwater", "the victim's address is sealed")),
                .. Partners.Append("natfeed").Select(p => new Absence(p, "Elowen", "a child who is a witness is not named")),
                .. s_withoutWitnesses.Select(p => new Absence(p, "Penhallow", "witnesses are not for this recipient")),
                .. Partners.Except(["lantern"]).Select(p => new Absence(p, "960733", "the safe number is for victim support alone")),
                .. Partners.Select(p => new Absence(p, "900455", "the number that the suspect knows is for nobody")),
                .. s_withoutSuspects.Select(p => new Absence(p, "Crakehollow", "suspects are not for this recipient")),
                .. s_withoutVictims.Select(p => new Absence(p, "Thistlewood", "victims are not for this recipient")),
                .. Partners.Select(p => new Absence(p, "struck with a torch", "the force's own log stays with the force")),
                new("vigil", "1990-02-23", "no protected attribute goes abroad without a condition for sensitive processing"),
            ],
            view);
    }

    private static async Task<ScenePlay> IntelligenceAsync(DemoEstate estate, string samples, CancellationToken cancel)
    {
        string shared = Scene.Text(await estate.EnterAsync("chartroom", "/intelligence", Shift.Sample(samples, "chartroom", "intelligence", "shared.json"), cancel), "urn");
        string kept = Scene.Text(await estate.EnterAsync("chartroom", "/intelligence", Shift.Sample(samples, "chartroom", "intelligence", "conditional.json"), cancel), "urn");
        return new ScenePlay(
            [new("ledgerline", shared, "the report that may be shared, at Northmoor Police")],
            [
                new("ledgerline", kept, "its sanitisation code keeps it with its originator"),
                new("ledgerline", "Gannet Wharf", "nothing of that report goes"),
                new("ledgerline", "terminal's cafe", "how the source came to know is in no agreement"),
            ]);
    }

    private static async Task<ScenePlay> CollisionAsync(DemoEstate estate, string samples, CancellationToken cancel)
    {
        string number = await Shift.EnterIncidentAsync(estate, Shift.Sample(samples, "beacon", "incident", "collision.json"), cancel);
        return new ScenePlay(
            [new("cornerstone", number, "the collision in records management"), new("ambulance", number, "the collision at the ambulance service")],
            [new("claims", number, "the agreement with the insurer ended on 31 December 2025")]);
    }

    private static async Task<ScenePlay> SuspendAsync(DemoEstate estate, string samples, CancellationToken cancel)
    {
        const string Agreement = "/v1/agreements/northmoor-crime";
        await estate.EnterAsync("ledgerline", "/faults", """{"mode":"down"}""", cancel);
        string waiting = await EnterBurglaryAsync(estate, samples, "WX-20261106-0801", cancel);
        await Shift.WaitAsync(estate, "cornerstone", waiting, cancel);
        await estate.TellAsync($"{Agreement}/suspend", """{"reason":"A breach is being looked into"}""", cancel);
        await estate.EnterAsync("ledgerline", "/faults", """{"mode":"none"}""", cancel);
        await RefusedAsync(estate, waiting, cancel);
        await estate.TellAsync($"{Agreement}/resume", """{"reason":"The breach was none"}""", cancel);
        string next = await EnterBurglaryAsync(estate, samples, "WX-20261106-0802", cancel);
        return new ScenePlay(
            [new("cornerstone", waiting, "the first burglary in the force's own records"), new("ledgerline", next, "the next burglary, once the agreement was resumed")],
            [new("ledgerline", waiting, "the agreement was suspended while it waited")]);
    }

    private static async Task<ScenePlay> WithdrawAsync(DemoEstate estate, CancellationToken cancel)
    {
        string exchange = await ExchangeAsync(estate, Protected, cancel);
        await estate.TellAsAsync("beacon", $"/v1/exchanges/{exchange}/withdraw", """{"reason":"Entered against the wrong person"}""", cancel);
        return new ScenePlay(
            [],
            [
                new("ledgerline", Protected, "its owner took it back and Northmoor struck it"),
                new("lantern", Protected, "its owner took it back and the charity struck it"),
            ],
            Withdrawal: new Withdrawal(estate, exchange));
    }

    private static async Task<string> ExchangeAsync(DemoEstate estate, string reference, CancellationToken cancel)
    {
        JsonNode? page = await estate.AskAsync($"/v1/exchanges?limit=10&reference={Uri.EscapeDataString(reference)}", cancel);
        JsonNode? first = page?["exchanges"]?.AsArray().FirstOrDefault(e => e?["system"]?.ToString() == "beacon" && e["type"]?.ToString() == "incident");
        return Scene.Text(first ?? throw new DemoException($"Parley knows no incident {reference}"), "id");
    }

    private static Task<string> EnterBurglaryAsync(DemoEstate estate, string samples, string number, CancellationToken cancel)
    {
        JsonObject incident = JsonNode.Parse(Shift.Sample(samples, "beacon", "incident", "burglary.json"))!.AsObject();
        incident["incidentNo"] = number;
        return Shift.EnterIncidentAsync(estate, incident.ToJsonString(), cancel);
    }

    // The wait between attempts may be long after a recipient was down: what stops the delivery does not wait for the next.
    private static async Task RefusedAsync(DemoEstate estate, string reference, CancellationToken cancel)
    {
        while (!await DemoTally.IsSettledAsync(estate, reference, "ledgerline", cancel))
        {
            await Task.Delay(200, cancel);
        }
    }
}
