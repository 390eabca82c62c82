using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Engine.Dictionary;
using Parley.Engine.Search;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>
/// Keeps the index of what is in force: what the projector takes in at once, what was there before in one pass over the store after the start. What is
/// withdrawn or erased leaves it.
/// </summary>
internal sealed class SearchFiller : BackgroundService, IGaugeSource
{
    private const int BundlesAtOnce = 500;

    private readonly Lock _gate = new();
    private readonly Store _store;
    private readonly RecordTable _table;
    private readonly RepositoryBundles _bundles;
    private readonly SearchIndex _index;
    private readonly SearchGroups _groups;
    private readonly WorkspaceHost _workspace;
    private readonly Projector _projector;
    private readonly ILogger<SearchFiller> _log;
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SearchFiller(
        Store store, RecordTable table, RepositoryBundles bundles, SearchIndex index, SearchGroups groups, WorkspaceHost workspace, Projector projector,
        ILogger<SearchFiller> log)
    {
        (_store, _table, _bundles, _index, _groups, _workspace, _projector, _log) = (store, table, bundles, index, groups, workspace, projector, log);
        projector.Taken = TakeAsync;
    }

    /// <summary>Ends when what was there before the start is in the index.</summary>
    public Task Filled => _filled.Task;

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        yield return ("parley_search_records", "Records that can be searched.", "", _index.Count);
        yield return ("parley_search_terms", "Terms of the search's index.", "", _index.Terms);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _projector.Loaded.WaitAsync(stoppingToken);
            await FillAsync(stoppingToken);
            _filled.TrySetResult();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next server fills it anew.
        }
        catch (StoreUnavailableException failure)
        {
            Log.SearchNotFilled(_log, failure);
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        PoleDictionary dictionary = _workspace.Current.Workspace.Dictionary;
        long after = 0;
        while (await _store.Reader.BundleContentPageAsync(after, BundlesAtOnce, Disclosure.PermitDecision(), cancellationToken) is { Count: > 0 } page)
        {
            foreach ((BundleRow row, byte[]? content) in page)
            {
                after = row.Exchange;
                if (content is not null && RepositoryBundles.Read(row, content, dictionary) is StoredBundle stored)
                {
                    Put(stored);
                }
            }
        }
    }

    /// <summary>Puts the records of a bundle into the index whose version in force it has. Asked and done under one lock, so that nothing newer is overtaken.</summary>
    private void Put(StoredBundle stored)
    {
        lock (_gate)
        {
            for (int place = 0; place < stored.Names.Count; place++)
            {
                long record = stored.Names[place];
                if (_table.TryFind(record, out RecordHead head) && head.Exchange == stored.Row.Exchange && head.Place == place && !_store.Stops.IsErased(head.Exchange))
                {
                    _index.Put(record, _groups.Of(stored.Content.Records[place].Type.Name, stored.Row.System), stored.Content, place);
                }
            }
        }
    }

    private async Task TakeAsync(Projection projection, CancellationToken cancellationToken)
    {
        foreach (long exchange in projection.Erased.Select(e => e.Exchange).Concat(projection.Regraded.Select(r => r.Exchange)))
        {
            _bundles.Forget(exchange);
        }

        Dictionary<long, SealedBundle> taken = projection.Bundles.ToDictionary(b => b.Row.Exchange);
        foreach (SealedBundle bundle in projection.Bundles)
        {
            Put(new StoredBundle(bundle.Row, projection.Contents[bundle.Row.Exchange], bundle.Names));
        }

        foreach ((long record, RecordHead head) in projection.Heads)
        {
            if (!head.InForce)
            {
                Remove(record);
            }
            else if (!taken.ContainsKey(head.Exchange))
            {
                // A version before is in force again.
                Remove(record);
                if (await _bundles.ReadAsync(head.Exchange, Disclosure.PermitDecision(), cancellationToken) is StoredBundle before)
                {
                    Put(before);
                }
            }
        }
    }

    private void Remove(long record)
    {
        lock (_gate)
        {
            _index.Remove(record);
        }
    }
}
