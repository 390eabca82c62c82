using System.Globalization;
using Parley.Engine.Processes;
using Parley.Server.Processes;

namespace Parley.Server.Replays;

/// <summary>What a replay of one instance found.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Cannot">Why it cannot be replayed; null when it was.</param>
/// <param name="Missing">What of it was not replayed; null when all was.</param>
/// <param name="Steps">How many steps were made again.</param>
/// <param name="Differences">What is otherwise; none when it came out the same.</param>
/// <param name="Asked">What the step that was asked for wanted, and what came of it; null when the whole was replayed.</param>
internal sealed record InstanceOutcome(
    long Instance, string? Cannot, string? Missing, int Steps, IReadOnlyList<ReplayDifference> Differences, IReadOnlyList<PlannedEffect>? Asked)
{
    /// <summary>The outcome of a whole run, or of one step of it.</summary>
    public static InstanceOutcome Of(InstanceRun run, string? step)
    {
        long id = run.Found.Row.Id;
        if (step is null || run.Cannot is not null)
        {
            return new InstanceOutcome(id, run.Cannot, run.Missing, run.Steps.Count, run.Comparison.Differences, null);
        }

        (string task, string occurrence) = step.Split('@') is [string name, string which] ? (name, which) : (step, "");
        if (run.Found.Definition is null || EffectPlace.OfTask(run.Found.Definition.Definition, task) is not { } place)
        {
            return new InstanceOutcome(id, $"Its definition has no task '{task}', or more than one of that name.", run.Missing, 0, [], null);
        }

        int steps = run.Steps.Count(s => s.History.Any(h => h.Task == place.Task && (occurrence.Length == 0 || h.Occurrence.TrimStart('.') == occurrence)));
        PlannedEffect[] asked =
        [
            .. run.Effects.Where(e => Replay.IsWithin(e.Place, place.Task) && (occurrence.Length == 0 || e.Place.Occurrence == occurrence))
                .Select(e => new PlannedEffect(EffectHash.KindOf(e.Effect), "", Replay.NameOf(e.Place), Came(e))),
        ];
        return steps == 0
            ? new InstanceOutcome(id, $"It never came to {step}.", run.Missing, 0, [], null)
            : new InstanceOutcome(id, null, run.Missing, steps, [.. run.Comparison.Differences.Where(d => IsOf(d, place.Task, occurrence))], asked);
    }

    private static bool IsOf(ReplayDifference difference, string task, string occurrence) =>
        difference.Place.StartsWith(task, StringComparison.Ordinal)
        && (difference.Place.Length == task.Length || difference.Place[task.Length] is '/' or '@' or ' ')
        && (occurrence.Length == 0 || difference.Place.Contains("@" + occurrence, StringComparison.Ordinal));

    private static string Came(RanEffect effect) => (effect.IsUndone ? "undone later; " : "") + effect.Answer switch
    {
        HttpAnswered answered => string.Create(CultureInfo.InvariantCulture, $"answered {answered.Answer.Status}"),
        EffectCompleted => "answered",
        EffectFailed failed => $"failed: {failed.Error.Type.Split('/')[^1]}",
        TimerFired => "fired",
        _ => effect.IsDone ? "done" : "not answered",
    };
}
