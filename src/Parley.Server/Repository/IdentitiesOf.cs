namespace Parley.Server.Repository;

/// <summary>Names the identity of each of some records, as an asker may see it; there is none where records are not joined.</summary>
/// <param name="asker">Who asks.</param>
/// <param name="records">The records, which the asker may see.</param>
/// <param name="cancellationToken">Ends the work.</param>
internal delegate Task<IReadOnlyDictionary<long, long>> IdentitiesOf(Asker asker, IReadOnlyList<long> records, CancellationToken cancellationToken);
