using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>Which events are meant: their attributes, and how they belong to the instance.</summary>
internal sealed class EventFilterNode(IReadOnlyList<EventAttribute> attributes, IReadOnlyList<EventCorrelation> correlations)
{
    /// <summary>The names of the correlations.</summary>
    public IReadOnlyList<string> Correlations { get; } = [.. correlations.Select(c => c.Name).Order(StringComparer.Ordinal)];

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

    /// <summary>The names of the correlations whose values are known of an event and of a waiting instance alike, in their order.</summary>
    public IReadOnlyList<string> Known { get; } =
        [.. correlations.Where(c => c.Expect is not null && !c.From.NamesArguments).Select(c => c.Name).Order(StringComparer.Ordinal)];

    /// <summary>
    /// The values of an event's correlations that are <see cref="Known"/>, in that order; null when the event fits in no instance. An attribute that an
    /// instance must be asked about is taken to fit.
    /// </summary>
    public IReadOnlyList<JqValue>? Meet(JqValue received)
    {
        if (!attributes.Where(a => a.Value.Constant is not null).All(a => a.Fits(NoArguments.Instance, JqValue.Null, received)))
        {
            return null;
        }

        JqValue[] values = new JqValue[Known.Count];
        for (int i = 0; i < values.Length; i++)
        {
            JqValue? value = correlations.First(c => c.Name == Known[i]).From.Evaluate(NoArguments.Instance, received, out _);
            if (value is null || value.Kind == JqKind.Null)
            {
                return null;
            }

            values[i] = value;
        }

        return values;
    }

    /// <summary>Whether it may take events of a type, whatever else it asks of them.</summary>
    public bool MayTake(string type) => attributes.Where(a => a.Name == "type" && a.Value.Constant is not null)
        .All(a => a.Fits(NoArguments.Instance, JqValue.Null, Values.Of(("type", JqValue.From(type)))));

    /// <summary>What is known of the filter without an instance.</summary>
    public SubscriptionFilter Fixed() => new(Fixed("type"), Fixed("source"), new Dictionary<string, JqValue>());

    private string? Fixed(string name) => attributes.FirstOrDefault(a => a.Name == name) is { Pattern: null, Value.Constant: { Kind: JqKind.String } text } ? text.AsString : null;
}
