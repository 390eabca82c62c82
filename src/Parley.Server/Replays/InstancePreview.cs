using System.Globalization;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Parley.Server.Operations;
using Parley.Server.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Makes the first step of an instance that is to be run again, by the very draft that would be written, and says what it would carry out.</summary>
internal sealed class InstancePreview(ProcessTools tools, InstanceRun run, InstanceWish wish, InstanceStart start)
{
    private readonly ILookup<string, RanEffect> _then = run.Effects.ToLookup(e => KeptEffects.Place(e.Key));
    private string _instance = "";

    /// <summary>The plan.</summary>
    public InstancePlan Plan(string state)
    {
        ContentKey key = tools.Store.Keys.Next();
        DateTimeOffset now = tools.Time.GetUtcNow();
        ProcessRow row = ProcessWork.NewRow(tools.Store.Ids.Next(), key, start.Definition, now);
        _instance = PublicId.Process(row.Id);
        ProcessContent content = new() { State = start.Input.ToUtf8(), Exchanges = [.. start.Exchanges], Kept = start.Kept };
        ProcessDraft draft = new(tools, new ProcessInstance(row, key, start.Definition, null, content), now);
        try
        {
            draft.Take(new Arrival.Wake());
        }
        catch (Exception poison) when (poison is not OutOfMemoryException)
        {
            // The last guard, as when a step is made in earnest: it would be put aside.
            return Cannot(state, $"Its step would fail: {poison.GetType().Name}.");
        }

        ProcessInstance next = draft.ToInstance();
        return next.State is { Status: ProcessStatus.Faulted, Error: { } error }
            ? Cannot(state, $"It would fail again, at {Replay.NameOf(EffectPlace.Of(start.Definition.Definition, error.Instance ?? ""))}: {error.Type.Split('/')[^1]}.")
            : Plan(state, draft, next);
    }

    private InstancePlan Plan(string state, ProcessDraft draft, ProcessInstance next)
    {
        List<PlannedEffect> effects =
        [
            .. draft.Begun.Where(p => p.Effect is not (null or ContinueEffect)).Select(p => Planned(p.Effect!, p.Key)),
            .. draft.Children.Select(c => new PlannedEffect("child", c.Row.Name, Task(c.Row.ParentKey), Why(c.Row.ParentKey))),
            .. draft.Events.Select(e => new PlannedEffect("emit", Text(e.Event, "type"), Task(Text(e.Event, "id")), Why(Text(e.Event, "id")))),
        ];
        int kept = (start.Kept?.Effects.Count(e => !e.IsUncertain) ?? 0) - (next.Content.Kept?.Effects.Count(e => !e.IsUncertain) ?? 0);
        return new InstancePlan(run.Found.Row.Id, state, Foreseen.Possible(Outcome(effects, kept, next.State!))) { Effects = effects, Kept = kept, Missing = run.Missing, Start = start };
    }

    private string Outcome(List<PlannedEffect> effects, int kept, ProcessState state)
    {
        string on = $"runs again on {start.Definition.Definition.Name.Version}";
        string taken = kept == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", takes {kept} from the record");
        string goes = effects.Count == 0 ? ", nothing goes out" : $", goes out: {string.Join(", ", effects.Select(e => $"{e.What} to {e.To}"))}";
        string then = state.IsEnded ? $", is then {ProcessJson.StatusOf(state.Status)}" : $", then stands at {string.Join(' ', state.Tasks)}";
        string parent = run.Found.Row is { Parent: long above, ParentKey: not null } ? $"; {PublicId.Process(above)}, which ran it, has been told of its end and is not told again" : "";
        return on + taken + goes + then + parent;
    }

    private PlannedEffect Planned(ProcessEffect effect, string key) => new(EffectHash.KindOf(effect), To(effect), Task(key), Why(key));

    // Names of places, systems and groups; what is asked of them stays where it is.
    private string To(ProcessEffect effect) => effect switch
    {
        HttpEffect call => CallPlaces.Find(tools.Rules.Calls, call.Request.Uri)?.Name ?? "a place that may not be called",
        FunctionEffect { Function: "look-up" } => "the repository",
        FunctionEffect function => function.Arguments.Member("system") is { Kind: JqKind.Array } many
            ? string.Join(" and ", many.Items.Where(i => i.Kind == JqKind.String).Select(i => i.AsString))
            : Text(function.Arguments, "system"),
        HumanTaskEffect task => Text(task.Arguments, "group") is { Length: > 0 } group ? group : "a person",
        ChildEffect child => child.Process.Name,
        _ => "nobody",
    };

    private string Task(string? key) => key is null || key.Length <= _instance.Length ? "" : Replay.NameOf(EffectPlace.Of(start.Definition.Definition, key[(_instance.Length + 1)..]));

    private string Why(string? key)
    {
        RanEffect[] then = key is null || key.Length <= _instance.Length ? [] : [.. _then[KeptEffects.Place(key[(_instance.Length + 1)..])]];
        return then.Length == 0 ? "was not asked for then"
            : wish.Repeat ? "is repeated"
            : then.Any(e => e.IsUndone) ? "was undone"
            : then.Any(e => e.IsDone) ? "asks otherwise than then"
            : then.Any(e => e.IsUncertain) ? "nobody knows whether it happened; the same is asked under the key of then"
            : "failed then";
    }

    private InstancePlan Cannot(string state, string why) => new(run.Found.Row.Id, state, Foreseen.Impossible(why, ServerIssues.WrongState)) { Missing = run.Missing };

    private static string Text(JqValue value, string name) => value.Member(name) is { Kind: JqKind.String } text ? text.AsString : "";
}
