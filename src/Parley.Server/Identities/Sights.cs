using Parley.Server.Exchanges;
using Parley.Server.Repository;

namespace Parley.Server.Identities;

/// <summary>Opens, for each question, what its asker sees.</summary>
internal sealed class Sights(RecordTable records, RepositoryView view, Disclosure disclosure)
{
    /// <summary>What an asker sees during one question.</summary>
    /// <param name="asker">Who asks, and what for.</param>
    /// <param name="asKnownAt">As of when, microseconds since 1970; null for now.</param>
    /// <param name="bounds">How much may be looked at; null for the usual.</param>
    public Sight Open(Asker asker, long? asKnownAt = null, IdentityBounds? bounds = null) =>
        new(asker, asKnownAt, records, view, disclosure, bounds ?? IdentityBounds.Standard);
}
