using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>What sending an exchange again as it is now would do.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="State">What it stood like: something else later means that it has changed.</param>
/// <param name="Foreseen">What would come of it, or came.</param>
internal sealed record RecoveryPlan(long Exchange, string State, Foreseen Foreseen)
{
    /// <summary>The exchange that would take its place, with the deliveries that have not been made; null when nothing can be done.</summary>
    public Prepared? Prepared { get; init; }

    /// <summary>The exceptions that it makes an end of.</summary>
    public IReadOnlyList<ExceptionRow> Exceptions { get; init; } = [];
}
