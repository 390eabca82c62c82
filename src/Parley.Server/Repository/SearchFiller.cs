using Microsoft.Extensions.Logging;
using Parley.Engine.Search;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>Keeps the search's index of what is in force.</summary>
internal sealed class SearchFiller(
    Store store, RecordTable table, RepositoryBundles bundles, SearchIndex index, SearchGroups groups, RepositoryPass pass, Projector projector,
    ILogger<SearchFiller> log)
    : RepositoryFollower(store, table, bundles, pass, projector, log), IGaugeSource
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        yield return ("parley_search_records", "Records that can be searched.", "", index.Count);
        yield return ("parley_search_filled", "1 when all that was there before the start can be searched.", "", Filled.IsCompletedSuccessfully ? 1 : 0);
        yield return ("parley_search_terms", "Terms of the search's index.", "", index.Terms);
    }

    /// <inheritdoc/>
    protected override string IndexName => "search";

    /// <inheritdoc/>
    protected override void Put(long record, StoredBundle stored, int place) =>
        index.Put(record, groups.Of(stored.Content.Records[place].Type.Name, stored.Row.System), stored.Content, place);

    /// <inheritdoc/>
    protected override void Remove(long record) => index.Remove(record);
}
