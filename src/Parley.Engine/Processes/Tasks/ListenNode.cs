using System.Globalization;
using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes.Tasks;

/// <summary>
/// Waits for events. What it has taken is part of the state: <c>events</c> read so far, the <c>queue</c> before the one worked on, the outputs
/// <c>out</c>, which filters were <c>met</c> (and <c>stop</c>, of those that end it), correlations <c>keys</c>, and whether it is <c>closed</c>.
/// </summary>
internal sealed class ListenNode(TaskHead head, ListenTemplate listen) : TaskNode(head)
{
    public override string Kind => "listen";

    public override IEnumerable<TaskNode> Children => listen.Do.Tasks;

    /// <summary>The filters of its effect, in their order; none for every event.</summary>
    public IReadOnlyList<EventFilterNode> Filters { get; } =
        listen.To is { Kind: "any", Filters.Count: 0 } ? [] : [.. listen.To.Filters, .. listen.UntilEvents?.Filters ?? []];

    public override void Enter(ProcessRun run, Frame frame)
    {
        frame.Data = Values.Of();
        run.Ask(frame, "", key => new ListenEffect(key, [.. Filters.Select(f => f.Subscription(run, frame))]));
        run.CorrelationStarted();
    }

    /// <summary>Takes an event; false when it is none of those waited for.</summary>
    public bool Take(ProcessRun run, Frame frame, JqValue received)
    {
        if (Is(frame, "closed"))
        {
            return false;
        }

        Dictionary<string, JqValue> keys = (frame.Data.Member("keys")?.Members ?? []).ToDictionary(m => m.Key, m => m.Value);
        if (listen.UntilEvents is { } until && Meets(run, frame, until, "stop", received, keys))
        {
            Remember(frame, keys);
            if (IsMet(frame, until, "stop"))
            {
                Close(run, frame);
            }

            return true;
        }

        if (!Meets(run, frame, listen.To, "met", received, keys))
        {
            return false;
        }

        Remember(frame, keys);
        JqValue item = listen.Read == "data" ? received.Member("data") ?? JqValue.Null : received;
        Add(frame, "events", item);
        Add(frame, listen.HasForeach ? "queue" : "out", item);
        GoOn(run, frame);
        return true;
    }

    public override void ChildDone(ProcessRun run, Frame frame, Frame child, JqValue output, FlowDirective directive)
    {
        if (run.Next(frame, listen.Do, child, output, directive))
        {
            return;
        }

        frame.Phase = 0;
        if (Worked(run, frame, output))
        {
            GoOn(run, frame);
        }
    }

    public override string Occurrence(Frame frame) => $"i{frame.Index}";

    // Whether it is to close is asked after each event, and after each was worked on; then the next of the queue is taken up.
    private void GoOn(ProcessRun run, Frame frame)
    {
        if (!Is(frame, "closed"))
        {
            bool? ends = Ends(run, frame);
            if (ends is null)
            {
                return;
            }

            if (ends.Value)
            {
                Close(run, frame);
                return;
            }
        }

        Work(run, frame);
    }

    private bool? Ends(ProcessRun run, Frame frame)
    {
        if (listen.UntilCondition is { } condition)
        {
            return run.Evaluate(frame, condition, frame.Data.Member("events") ?? JqValue.FromItems([]))?.IsTruthy;
        }

        return listen.UntilEvents is null && frame.Data.Member("events") is not null && IsMet(frame, listen.To, "met");
    }

    private void Close(ProcessRun run, Frame frame)
    {
        frame.Data = Values.With(frame.Data, "closed", JqValue.True);
        run.Stop(frame, "");
        run.CorrelationCompleted(frame.Data.Member("keys"));
        Work(run, frame);
    }

    private void Work(ProcessRun run, Frame frame)
    {
        while (frame.Phase == 0 && frame.Data.Member("queue") is { Items: [JqValue item, ..] queue })
        {
            frame.SetLocal(listen.Item, item);
            frame.SetLocal(listen.At, JqValue.From(frame.Index));
            frame.Data = Values.With(frame.Data, "queue", JqValue.FromItems(queue.Skip(1)));
            frame.Visits = 0;
            if (run.First(frame, listen.Do, item))
            {
                frame.Phase = 1;
            }
            else if (!Worked(run, frame, item))
            {
                return;
            }
        }

        if (frame.Phase == 0 && Is(frame, "closed"))
        {
            run.Complete(frame, frame.Data.Member("out") ?? JqValue.FromItems([]));
        }
    }

    private bool Worked(ProcessRun run, Frame frame, JqValue output)
    {
        if (run.Transformed(frame, listen.Output, output, "foreach.output") is not { } item || !run.Exported(frame, listen.Export, item))
        {
            return false;
        }

        Add(frame, "out", item);
        frame.Index++;
        return true;
    }

    private static bool Meets(ProcessRun run, Frame frame, EventStrategy strategy, string member, JqValue received, Dictionary<string, JqValue> keys)
    {
        if (strategy is { Kind: "any", Filters.Count: 0 })
        {
            return true;
        }

        for (int i = 0; i < strategy.Filters.Count; i++)
        {
            string name = i.ToString(CultureInfo.InvariantCulture);
            bool isMet = frame.Data.Member(member)?.Member(name) is not null;
            if ((strategy.Kind != "all" || !isMet) && strategy.Filters[i].Fits(run, frame, received, keys))
            {
                frame.Data = Values.With(frame.Data, member, Values.With(frame.Data.Member(member) ?? Values.Of(), name, JqValue.True));
                return true;
            }
        }

        return false;
    }

    private static bool IsMet(Frame frame, EventStrategy strategy, string member) =>
        strategy.Kind != "all" || (frame.Data.Member(member)?.Members.Count() ?? 0) == strategy.Filters.Count;

    private static bool Is(Frame frame, string member) => frame.Data.Member(member) is { IsTruthy: true };

    private static void Add(Frame frame, string member, JqValue item) => frame.Data = Values.With(frame.Data, member, Values.Append(frame.Data.Member(member), item));

    private static void Remember(Frame frame, Dictionary<string, JqValue> keys)
    {
        if (keys.Count > 0)
        {
            frame.Data = Values.With(frame.Data, "keys", JqValue.FromMembers(keys));
        }
    }
}
