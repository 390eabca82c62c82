using System.Text.Json.Nodes;

namespace Parley.Cli.Demo;

/// <summary>What happens in the demo's shift, scene by scene.</summary>
internal static class Shift
{
    private const string BadIncident = "WX-20260301-0666";
    private static readonly TimeSpan HeldWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>The scenes in order.</summary>
    /// <param name="samples">The folder of the workspace's systems, whose samples are what is entered.</param>
    public static IReadOnlyList<Scene> Scenes(string samples) =>
    [
        new(
            "A burglary, from the 999 call to the case file",
            "A control room operator enters one incident in Beacon. Nobody types it again: records management, case preparation, charting, the national "
            + "feed and custody's briefing receive it in their own languages, and the crime reference that records management gives comes back into Beacon.",
            (estate, cancel) => BurglaryAsync(estate, samples, cancel)),
        new(
            "A vehicle stop at the roadside",
            "An officer stops a speeding car. Miles per hour, feet and inches, a lettered grid reference: each system gets it in its own units.",
            (estate, cancel) => StopAsync(estate, samples, cancel)),
        new(
            "A missing teenager",
            "A report of a missing person; it carries descriptions and a safe contact, and reaches those who keep them.",
            (estate, cancel) => MissingAsync(estate, samples, cancel)),
        new(
            "A call from the ambulance control room",
            "Another agency asks for the police in its own JSON; command and control answers with its number, which goes back as an acknowledgement.",
            (estate, cancel) => AmbulanceAsync(estate, samples, cancel)),
        new(
            "A message with an impossible date",
            "Beacon lets 31 February pass. Parley holds the message as an exception for its owner, says what, where and why; the date is corrected, and it goes on.",
            (estate, cancel) => BadMessageAsync(estate, samples, cancel)),
        new(
            "Case preparation is down for a while",
            "Casewright stops answering. The others receive as before; what is for Casewright waits in order and arrives when it is back.",
            (estate, cancel) => DownAsync(estate, samples, cancel)),
        .. SharingScenes.All(samples),
    ];

    private static async Task<ScenePlay> BurglaryAsync(DemoEstate estate, string samples, CancellationToken cancel)
    {
        string number = await EnterIncidentAsync(estate, Sample(samples, "beacon", "incident", "burglary.json"), cancel);
        return ScenePlay.Of(
        [
            new("cornerstone", number, "the occurrence in records management"),
            new("casewright", number, "the case in case preparation"),
            new("chartroom", number, "the chart"),
            new("natfeed", number, "the national feed's record"),
            new("turnkey", number, "custody's briefing"),
            new("ledgerline", number, "the entry at the neighbouring force, as agreed with it"),
            new("beacon", "\"crimeRef\"", "the crime reference, back in command and control"),
        ]);
    }

    private static async Task<ScenePlay> StopAsync(DemoEstate estate, string samples, CancellationToken cancel)
    {
        JsonNode? answer = await estate.EnterAsync("roadside", "/stops", Sample(samples, "roadside", "vehicle-stop", "speeding.json"), cancel);
        string stop = Scene.Text(answer, "StopId");
        return new ScenePlay(
            [new("cornerstone", stop, "the stop in records management"), new("chartroom", stop, "the stop on the chart")],
            [new("ledgerline", stop, "the agreement on vehicle stops with Northmoor is suspended")]);
    }

    private static async Task<ScenePlay> MissingAsync(DemoEstate estate, string samples, CancellationToken cancel)
    {
        JsonNode? answer = await estate.EnterAsync("beacon", "/missing-persons", Sample(samples, "beacon", "missing-person", "teenager.json"), cancel);
        string report = Scene.Text(answer, "reportNo");
        return ScenePlay.Of([new("cornerstone", report, "the report in records management"), new("natfeed", report, "the national feed's record")]);
    }

    private static async Task<ScenePlay> AmbulanceAsync(DemoEstate estate, string samples, CancellationToken cancel)
    {
        JsonNode? answer = await estate.EnterAsync("ambulance", "/originate", Sample(samples, "ambulance", "transfer", "assault.json"), cancel);
        string transfer = Scene.Text(answer, "transfer_id");
        return ScenePlay.Of([new("beacon", transfer, "the incident in command and control"), new("ambulance", "their_reference", "the police's number, back in the ambulance control room")]);
    }

    private static async Task<ScenePlay> BadMessageAsync(DemoEstate estate, string samples, CancellationToken cancel)
    {
        JsonObject incident = JsonNode.Parse(Sample(samples, "beacon", "incident", "minimal.json"))!.AsObject();
        incident["incidentNo"] = BadIncident;
        incident["opened"] = "31/02/2026 10:15";
        await EnterIncidentAsync(estate, incident.ToJsonString(), cancel);
        string exception = await HeldAsync(estate, cancel);
        incident["opened"] = "28/02/2026 10:15";
        await estate.TellAsync($"/v1/exceptions/{exception}/correct", incident.ToJsonString(), cancel);
        return ScenePlay.Of([new("cornerstone", BadIncident, "the corrected incident in records management")]);
    }

    private static async Task<ScenePlay> DownAsync(DemoEstate estate, string samples, CancellationToken cancel)
    {
        await estate.EnterAsync("casewright", "/faults", """{"mode":"down"}""", cancel);
        List<Expectation> expected = [];
        for (int i = 1; i <= 3; i++)
        {
            JsonObject incident = JsonNode.Parse(Sample(samples, "beacon", "incident", "domestic.json"))!.AsObject();
            incident["incidentNo"] = $"WX-20260315-070{i}";
            string number = await EnterIncidentAsync(estate, incident.ToJsonString(), cancel);
            expected.Add(new("cornerstone", number, $"{number} in records management, which is up"));
            expected.Add(new("casewright", number, $"{number} in case preparation, once it is back"));
        }

        await WaitAsync(estate, "cornerstone", expected[^2].Text, cancel);
        await estate.EnterAsync("casewright", "/faults", """{"mode":"none"}""", cancel);
        return new ScenePlay(expected, [new("hub", "WX-20260315-070", "the agreement with the council is proposed and not signed by the police")]);
    }

    internal static async Task<string> EnterIncidentAsync(DemoEstate estate, string body, CancellationToken cancel) =>
        Scene.Text(await estate.EnterAsync("beacon", "/incidents", body, cancel), "incidentNo");

    private static async Task<string> HeldAsync(DemoEstate estate, CancellationToken cancel)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(HeldWithin);
        while (!limit.IsCancellationRequested)
        {
            JsonNode? page = await estate.AskAsync("/v1/exceptions", cancel);
            JsonNode? held = page?["exceptions"]?.AsArray().FirstOrDefault(e => e?["source"]?.ToString() == "beacon");
            if (held is not null)
            {
                return Scene.Text(held, "id");
            }

            await Task.Delay(AskEvery, cancel);
        }

        throw new DemoException("the bad message did not become an exception");
    }

    internal static async Task WaitAsync(DemoEstate estate, string role, string text, CancellationToken cancel)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(HeldWithin);
        while (!limit.IsCancellationRequested && !(await estate.HoldsAsync(role, cancel)).Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(AskEvery, cancel);
        }
    }

    internal static string Sample(string samples, string system, string message, string file) =>
        File.ReadAllText(Path.Combine(samples, system, "samples", message, file));
}
