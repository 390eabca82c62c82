using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Engine.Linkage;
using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Linkage.Scoring;

namespace Parley.Cli.Linking;

/// <summary>Prints what a run of the linkage trained, blocked and decided, and the waterfall of two records.</summary>
internal sealed class LinkPrinter(Output output, RecordTable table, LinkResult result)
{
    /// <summary>Prints the report, as JSON where that is wanted.</summary>
    public void Print((string One, string Other)? explain, LinkClock clock)
    {
        PairExplanation? explanation = explain is { } ids ? result.Explain(Row(ids.One, 0), Row(ids.Other, 1)) : null;
        if (output.Json)
        {
            output.JsonResult(ToJson(explanation, clock));
            return;
        }

        PrintReport(clock);
        if (explanation is not null)
        {
            PrintWaterfall(explain!.Value, explanation);
        }
    }

    // With two files the first id is of the first file; with one, both are of it.
    private int Row(string id, int place)
    {
        int found = -1;
        for (int row = 0; row < table.Count; row++)
        {
            if (table.Id(row) == id && (found < 0 || table.Source(row) == place))
            {
                found = row;
            }
        }

        return found >= 0 ? found : throw new UsageException($"there is no record {id}");
    }

    private void PrintReport(LinkClock clock)
    {
        LinkReport report = result.Report;
        Say($"{report.Records:N0} records; {string.Join(", ", clock.Laps.Select(l => $"{l.Part} in {l.Seconds.ToString("0.00", CultureInfo.InvariantCulture)} s"))}");
        output.Line();
        if (report.Trained)
        {
            Say($"Trained on {report.TrainingPairs:N0} pairs without labels in {report.TrainingSteps} steps; about {report.TrainingMatches:N0} of the pairs blocked are one person.");
        }
        else
        {
            Say($"Model '{result.Model.Name}' ({result.Model.Origin}), its figures as they are; about {report.TrainingMatches:N0} of the pairs blocked are one person.");
        }

        Say($"A record has {result.Model.MatchesPerRecord:0.###} others of the same person, and {result.Model.HouseholdPerRecord:0.###} of the same household.");
        output.Line();
        Say($"Compared {report.Compared:N0} pairs that agree in at least one of:");
        foreach (BlockReport rule in report.Blocking)
        {
            Say($"  {(rule.Used ? rule.Pairs.ToString("N0", CultureInfo.InvariantCulture) : "not used"),14}  {rule.Rule}{(rule.Reason.Length > 0 ? $" ({rule.Reason})" : "")}");
        }

        output.Line();
        Say($"Joined {report.Joined:N0} pairs of at least {report.Threshold:0.0} bits ({(report.ThresholdIsAutomatic ? "chosen" : "given")}); expected of these to be wrong: {report.ExpectedFalse:P3}.");
        Say($"{report.Possible:N0} pairs between {BatchLinker.ReviewFloor} bits and that are possible; expected share of all matches among these: {report.ExpectedMissed:P1}.");
        Say($"{report.Clusters:N0} clusters of two records and more, the largest of {report.Largest:N0}; {report.Refused:N0} joins refused because the clusters' members speak against them.");
    }

    private void PrintWaterfall((string One, string Other) ids, PairExplanation explanation)
    {
        output.Line();
        output.Line(output.Bold($"{ids.One} and {ids.Other}"));
        float sum = 0;
        foreach (WeightBar bar in explanation.Bars)
        {
            sum += bar.Bits;
            string values = bar.Left.Length + bar.Right.Length == 0 ? "" : $" [{bar.Left} | {bar.Right}]";
            Say($"  {bar.Title,-22} {bar.Bits,8:+0.00;-0.00;0.00}  {sum,8:0.00}  {bar.Words}{values}");
        }

        Say($"  {"match weight",-22} {explanation.Weight,8:+0.00;-0.00;0.00}            1 person with a probability of {explanation.Probability:0.######}; {(explanation.Weight >= result.Report.Threshold ? "at or above" : "below")} the threshold of {result.Report.Threshold:0.0}");
        output.Line(explanation.FoundBy.Count == 0 ? "  No blocking rule brings the two together: they are not compared by themselves." : $"  Brought together by: {string.Join("; ", explanation.FoundBy)}.");
    }

    private JsonObject ToJson(PairExplanation? explanation, LinkClock clock)
    {
        LinkReport report = result.Report;
        JsonObject json = new()
        {
            ["records"] = report.Records,
            ["seconds"] = clock.ToJson(),
            ["trained"] = report.Trained,
            ["trainingPairs"] = report.TrainingPairs,
            ["trainingSteps"] = report.TrainingSteps,
            ["expectedMatches"] = Math.Round(report.TrainingMatches, 1),
            ["matchesPerRecord"] = Math.Round(result.Model.MatchesPerRecord, 6),
            ["householdPerRecord"] = Math.Round(result.Model.HouseholdPerRecord, 6),
            ["compared"] = report.Compared,
            ["blocking"] = new JsonArray([.. report.Blocking.Select(ToJson)]),
            ["threshold"] = report.Threshold,
            ["thresholdIsAutomatic"] = report.ThresholdIsAutomatic,
            ["joined"] = report.Joined,
            ["possible"] = report.Possible,
            ["expectedFalse"] = report.ExpectedFalse,
            ["expectedMissed"] = report.ExpectedMissed,
            ["clusters"] = report.Clusters,
            ["largest"] = report.Largest,
            ["refused"] = report.Refused,
        };
        if (explanation is not null)
        {
            json["explanation"] = ToJson(explanation);
        }

        return json;
    }

    private static JsonNode ToJson(BlockReport rule) => new JsonObject
    {
        ["rule"] = rule.Rule, ["used"] = rule.Used, ["pairs"] = rule.Pairs, ["cap"] = rule.Cap, ["leftOutBlocks"] = rule.LeftOutBlocks, ["leftOutRecords"] = rule.LeftOutRecords, ["reason"] = rule.Reason,
    };

    private static JsonObject ToJson(PairExplanation explanation) => new()
    {
        ["weight"] = explanation.Weight,
        ["probability"] = explanation.Probability,
        ["foundBy"] = new JsonArray([.. explanation.FoundBy.Select(f => (JsonNode)f)]),
        ["bars"] = new JsonArray([.. explanation.Bars.Select(b => (JsonNode)new JsonObject
        {
            ["title"] = b.Title, ["level"] = b.Level, ["left"] = b.Left, ["right"] = b.Right, ["bits"] = b.Bits, ["words"] = b.Words,
        })]),
    };

    private void Say(FormattableString line) => output.Line(FormattableString.Invariant(line));
}
