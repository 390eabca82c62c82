using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Who corrects, as the desk and the ledger name it.</summary>
/// <param name="Name">The name in the desk: the person where there is one.</param>
/// <param name="Actor">The actor in the ledger.</param>
/// <param name="OnBehalfOf">On whose behalf a system acts; null for its own.</param>
/// <param name="Organisation">The organisation acted for.</param>
internal sealed record CorrectedBy(string Name, string Actor, string? OnBehalfOf, string Organisation)
{
    /// <summary>What the ledger says of something done about an exchange's exception: who, when and what it was; never the words.</summary>
    public LedgerEntry EntryOf(long exchange, string outcome, long at) => new()
    {
        Action = LedgerAction.Authority,
        At = at,
        Actor = Actor,
        OnBehalfOf = OnBehalfOf,
        Organisation = Organisation,
        Exchange = PublicId.Exchange(exchange),
        Outcome = outcome,
    };
}
