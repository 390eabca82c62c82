using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>
/// Offer the instance every event that fits one of the filters, those too that came before; each by <see cref="EventReceived"/>. The filters are
/// for finding candidates: whether an event is taken is the step's to say (<see cref="ProcessStep.IsHandled"/>).
/// </summary>
/// <param name="Key">The subscription's key.</param>
/// <param name="Filters">What may fit; empty for every event.</param>
public sealed record ListenEffect(string Key, IReadOnlyList<SubscriptionFilter> Filters) : ProcessEffect(Key)
{
    /// <inheritdoc/>
    public override string Kind => "listen";

    private protected override (string Name, JqValue? Value)[] Members() => [("filters", JqValue.FromItems(Filters.Select(f => f.ToValue())))];
}
