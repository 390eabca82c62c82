using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>Which events are meant: their attributes, and how they belong to the instance.</summary>
internal sealed class EventFilterNode(IReadOnlyList<EventAttribute> attributes, IReadOnlyList<EventCorrelation> correlations)
{
    /// <summary>Whether an event fits; an expression that fails on it says no. On yes, the correlations found are set in <paramref name="found"/>.</summary>
    public bool Fits(ProcessRun run, Frame frame, JqValue received, Dictionary<string, JqValue> found) =>
        Fits(new FrameArguments(run, frame, null), frame.Input, received, found);

    /// <summary>As the other, where there is no instance yet.</summary>
    public bool Fits(IArguments arguments, JqValue input, JqValue received, Dictionary<string, JqValue> found)
    {
        if (!attributes.All(a => a.Fits(arguments, input, received)))
        {
            return false;
        }

        Dictionary<string, JqValue> values = new(StringComparer.Ordinal);
        foreach (EventCorrelation correlation in correlations)
        {
            JqValue? value = correlation.From.Evaluate(arguments, received, out _);
            JqValue? expected = correlation.Expect is null ? found.GetValueOrDefault(correlation.Name) : correlation.Expect.Evaluate(arguments, input, out _);
            if (value is null || value.Kind == JqKind.Null || (expected is not null ? !expected.Equals(value) : correlation.Expect is not null))
            {
                return false;
            }

            values[correlation.Name] = value;
        }

        foreach ((string name, JqValue value) in values)
        {
            found[name] = value;
        }

        return true;
    }

    /// <summary>What an index can know of the filter.</summary>
    public SubscriptionFilter Subscription(ProcessRun run, Frame frame)
    {
        FrameArguments arguments = new(run, frame, null);
        Dictionary<string, JqValue> expected = new(StringComparer.Ordinal);
        foreach (EventCorrelation correlation in correlations.Where(c => c.Expect is not null))
        {
            if (correlation.Expect!.Evaluate(arguments, frame.Input, out _) is { } value)
            {
                expected[correlation.Name] = value;
            }
        }

        return Fixed() with { Expected = expected };
    }

    /// <summary>What is known of the filter without an instance.</summary>
    public SubscriptionFilter Fixed() => new(Fixed("type"), Fixed("source"), new Dictionary<string, JqValue>());

    private string? Fixed(string name) => attributes.FirstOrDefault(a => a.Name == name) is { Pattern: null, Value.Constant: { Kind: JqKind.String } text } ? text.AsString : null;
}
