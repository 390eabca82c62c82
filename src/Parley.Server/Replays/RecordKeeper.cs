using Parley.Engine.Processes;
using Parley.Server.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Says what of an instance's record holds when it is run again, from its input or from a step on.</summary>
internal static class RecordKeeper
{
    /// <summary>With what an instance is run again; null when it cannot be.</summary>
    /// <param name="run">The instance, run again as it ran.</param>
    /// <param name="wish">How it is to be run again.</param>
    /// <param name="definition">The definition in force.</param>
    /// <param name="fault">Why it cannot be.</param>
    public static InstanceStart? Find(InstanceRun run, InstanceWish wish, KeptDefinition definition, out string? fault)
    {
        ProcessInstanceView found = run.Found;
        bool isAnew = wish.Repeat && wish.Step is null;
        fault = run.Missing is string missing && !isAnew ? $"{missing} What it did in them would be done again; ask for that by repeat, for the whole instance." : null;
        (RanStep Step, int At)? from = fault is null && wish.Step is string step ? FromOf(run, step, out fault) : null;
        return fault is null
            ? new InstanceStart(definition, found.State!.Input, isAnew ? null : Kept(run, wish, from), found.Content!.Exchanges)
            : null;
    }

    // The step that began the task, and where in its history; what came before it stands as it is.
    private static (RanStep Step, int At)? FromOf(InstanceRun run, string step, out string? fault)
    {
        (string reference, string occurrence) = step.Split('@') is [string task, string which] ? (task, which) : (step, "");
        if (run.Found.Definition is null || EffectPlace.OfTask(run.Found.Definition.Definition, reference) is not { } place)
        {
            fault = $"The definition that it ran on has no task '{reference}', or more than one of that name.";
            return null;
        }

        foreach (RanStep ran in run.Steps)
        {
            if (Began(ran, place.Task, occurrence) is >= 0 and int at)
            {
                fault = null;
                return (ran, at);
            }
        }

        fault = $"It never began {step}.";
        return null;
    }

    // Where in a step's history a task began; -1 when it did not begin in that step.
    private static int Began(RanStep step, string task, string occurrence) =>
        step.History.ToList().FindIndex(h => h.What == "started" && h.Task == task && (occurrence.Length == 0 || h.Occurrence.TrimStart('.') == occurrence));

    private static bool IsBefore(RanEffect effect, (RanStep Step, int At) from) =>
        effect.Step < from.Step.Number || (effect.Step == from.Step.Number && Began(from.Step, effect.Place.Task, effect.Place.Occurrence) < from.At);

    private static KeptEffects Kept(InstanceRun run, InstanceWish wish, (RanStep Step, int At)? from)
    {
        KeptEffects kept = new() { Instance = PublicId.Process(run.Found.Row.Id), Started = run.Steps[0].Recorded.At };
        foreach (RanEffect effect in run.Effects.Where(e => !e.IsUndone))
        {
            if (from is { } at && IsBefore(effect, at) && (effect.Answer is not null || effect.IsDone))
            {
                kept.Effects.Add(new KeptEffect(effect.Key, IsWhatever: true, effect.Hash, IsUncertain: false, effect.Answer));
            }
            else if (!wish.Repeat && (effect.IsDone || effect.IsUncertain))
            {
                kept.Effects.Add(new KeptEffect(effect.Key, IsWhatever: false, effect.Hash, !effect.IsDone, effect.IsDone ? effect.Answer : null));
            }
        }

        kept.Events.AddRange(run.Steps.Where(s => s.Recorded.Event is EventReceived && (!wish.Repeat || s.Number <= from!.Value.Step.Number))
            .Select(s => new KeptEvent(s.Recorded.Offered, ((EventReceived)s.Recorded.Event!).Event, s.Recorded.At)));
        return kept;
    }
}
