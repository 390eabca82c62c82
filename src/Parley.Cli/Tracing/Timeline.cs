using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Tracing;

/// <summary>Makes a timeline of an exchange as the API shows it.</summary>
internal static class Timeline
{
    /// <summary>Everything that happened so far, in order of time.</summary>
    public static IReadOnlyList<TimelineEvent> Of(JsonNode exchange)
    {
        List<TimelineEvent> events = [];
        AddIntake(events, exchange);
        foreach (JsonNode delivery in Items(exchange["deliveries"]))
        {
            AddDelivery(events, delivery, Time(exchange["recorded"]));
        }

        foreach (JsonNode caused in Items(exchange["caused"]))
        {
            Add(events, caused["received"], $"{caused["via"]} from {caused["system"]}/{caused["type"]}: exchange {caused["id"]} {caused["status"]}");
        }

        foreach (JsonNode exception in Items(exchange["exceptions"]))
        {
            AddException(events, exception);
        }

        return [.. events.OrderBy(e => e.At)];
    }

    /// <summary>What is still to come: the next attempts of deliveries that are under way.</summary>
    public static IEnumerable<string> Pending(JsonNode exchange) => Items(exchange["deliveries"])
        .Where(d => d["status"]?.ToString() == "pending")
        .Select(d => $"{Recipient(d)} is to be delivered{(Time(d["nextAttempt"]) is { } next ? $", next attempt at {Clock(next)}" : "")}");

    /// <summary>A time of day as timelines show it.</summary>
    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static void AddIntake(List<TimelineEvent> events, JsonNode exchange)
    {
        JsonNode? receipt = exchange["receipt"];
        string size = receipt?["size"] is { } bytes ? $", {bytes} bytes" : "";
        Add(events, exchange["received"], $"received by {exchange["via"]}{size}");
        List<string> issues = [.. Items(exchange["translationIn"]?["issues"]).Select(ServerIssue.ToLine)];
        string translated = Took(exchange["translationIn"]?["tookMicroseconds"]) is { } took ? $"translated in {took}, " : "";
        string prepared = Took(exchange["translationOutMicroseconds"]) is { } wrote ? $"prepared for recipients in {wrote}, " : "";
        Add(events, exchange["recorded"], $"{translated}{prepared}recorded", issues);
    }

    private static void AddDelivery(List<TimelineEvent> events, JsonNode delivery, DateTimeOffset? recorded)
    {
        string recipient = Recipient(delivery);
        List<string> issues = [.. Items(delivery["issues"]).Select(ServerIssue.ToLine)];
        if (delivery["status"]?.ToString() == "withheld")
        {
            events.Add(new TimelineEvent(recorded ?? default, $"{recipient} withheld: {delivery["decision"]?["by"]}", issues));
            return;
        }

        int n = 0;
        foreach (JsonNode attempt in Items(delivery["failedAttempts"]))
        {
            Add(events, attempt["at"], $"{recipient} attempt {++n} failed: {Answer(attempt)}");
        }

        string took = Took(delivery["tookMicroseconds"]) is { } time ? $" in {time}" : "";
        string tries = n > 0 ? $" at attempt {n + 1}" : "";
        bool isDone = delivery["status"]?.ToString() is "delivered" or "reply-held";
        Add(events, delivery["ended"] ?? delivery["delivered"], $"{recipient} {delivery["status"]}{(isDone ? tries + took : "")}{Colon(Answer(delivery))}", issues);
    }

    private static void AddException(List<TimelineEvent> events, JsonNode exception)
    {
        Add(
            events,
            exception["opened"],
            $"exception {exception["id"]} {exception["code"]}: {exception["what"]} (a task of {exception["task"]?["system"]})",
            [$"why: {exception["why"]}", $"remedy: {exception["remedy"]}"]);
        string reason = exception["reason"] is { } given ? $": {given}" : "";
        Add(events, exception["resolved"], $"exception {exception["id"]} {exception["status"]} by {exception["resolvedBy"]}{reason}");
    }

    private static void Add(List<TimelineEvent> events, JsonNode? at, string what, IReadOnlyList<string>? details = null)
    {
        if (Time(at) is { } time)
        {
            events.Add(new TimelineEvent(time, what, details ?? []));
        }
    }

    private static string Recipient(JsonNode delivery) => $"{delivery["recipient"]}/{delivery["type"]}";

    private static string Answer(JsonNode attempt) =>
        string.Join(", ", new[] { attempt["httpStatus"] is { } status ? $"HTTP {status}" : "", attempt["error"]?.ToString() ?? "" }.Where(t => t.Length > 0));

    private static string Colon(string text) => text.Length == 0 ? "" : $": {text}";

    private static string? Took(JsonNode? microseconds) => microseconds is null
        ? null
        : long.TryParse(microseconds.ToString(), CultureInfo.InvariantCulture, out long value)
            ? string.Create(CultureInfo.InvariantCulture, $"{value / 1000.0:0.0##} ms")
            : null;

    private static DateTimeOffset? Time(JsonNode? at) =>
        at is not null && DateTimeOffset.TryParse(at.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    private static IEnumerable<JsonNode> Items(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonNode>();
}
