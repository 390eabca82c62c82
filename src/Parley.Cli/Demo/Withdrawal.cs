using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Parley.Cli.Demo;

/// <summary>What becomes of a record that its owner has withdrawn: who is told how, who has confirmed, and what a person has still to do.</summary>
internal sealed class Withdrawal(DemoEstate estate, string exchange)
{
    private const string ByTask = "task";
    private const string Confirmed = "confirmed";
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Every notice as it stood at the end: the recipient, <c>message</c> or <c>task</c>, whether it is confirmed, and by whom.</summary>
    public IReadOnlyList<(string Recipient, string Channel, bool IsConfirmed, string? By)> Notices { get; private set; } = [];

    /// <summary>Waits until those who are told by message have confirmed, and does what a person does for the others.</summary>
    public async Task FollowAsync(TimeSpan patience, Output output, CancellationToken cancellationToken)
    {
        Stopwatch watch = Stopwatch.StartNew();
        List<JsonNode> notices = await ReadAsync(cancellationToken);
        while (notices.Exists(n => Text(n, "channel") != ByTask && Text(n, "status") != Confirmed) && watch.Elapsed < patience)
        {
            await Task.Delay(AskEvery, cancellationToken);
            notices = await ReadAsync(cancellationToken);
        }

        foreach (JsonNode notice in notices.Where(n => Text(n, "channel") != ByTask))
        {
            string said = Text(notice, "status") == Confirmed ? output.Green(Confirmed) : output.Red("unheard");
            output.Note($"   {said}  {Text(notice, "recipient"),-12} told in its own language, and {(Text(notice, "status") == Confirmed ? "answered that it is done" : "has not answered")}");
        }

        await DoTasksAsync(notices, output, cancellationToken);
        Notices = [.. (await ReadAsync(cancellationToken)).Select(n => (Text(n, "recipient"), Text(n, "channel"), Text(n, "status") == Confirmed, n["confirmedBy"]?.ToString()))];
    }

    private async Task DoTasksAsync(List<JsonNode> notices, Output output, CancellationToken cancellationToken)
    {
        List<JsonNode> tasks = [.. notices.Where(n => Text(n, "channel") == ByTask)];
        if (tasks.Count == 0)
        {
            return;
        }

        output.Note($"   {output.Blue("task")}       for a person, since their systems take no notices: {string.Join(", ", tasks.Select(n => Text(n, "recipient")))}");
        foreach (JsonNode task in tasks)
        {
            await estate.TellAsync($"/v1/notices/{Text(task, "id")}/confirm", "{}", cancellationToken);
        }

        output.Note($"   {output.Green(Confirmed)}  the operator has rung each one's contact, and says so: {tasks.Count} tasks ended");
    }

    private async Task<List<JsonNode>> ReadAsync(CancellationToken cancellationToken) =>
        [.. ((await estate.AskAsync($"/v1/exchanges/{exchange}", cancellationToken))?["notices"]?.AsArray() ?? []).OfType<JsonNode>()];

    private static string Text(JsonNode node, string name) => Scene.Text(node, name);
}
