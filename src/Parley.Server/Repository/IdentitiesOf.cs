namespace Parley.Server.Repository;

/// <summary>Names the identity of each of some records that is joined with others, as an asker may see it; there is none for the rest.</summary>
/// <param name="asker">Who asks.</param>
/// <param name="records">The records, which the asker may see.</param>
/// <param name="cancellationToken">Ends the work.</param>
internal delegate Task<IReadOnlyDictionary<long, long>> IdentitiesOf(Asker asker, IReadOnlyList<long> records, CancellationToken cancellationToken);
