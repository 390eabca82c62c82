using Parley.Engine.Dictionary;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>
/// One pass over the bundles that were there before the start, for all who keep something of them in memory: each is read, unsealed and parsed once, the next page while
/// this one is taken in.
/// </summary>
internal sealed class RepositoryPass(Store store, WorkspaceHost workspace, RecordTable table, BundleRoom room)
{
    private const int BundlesAtOnce = 500;

    private readonly Lock _gate = new();
    private readonly List<Action<StoredBundle>> _followers = [];
    private Task? _run;
    private long _after;

    /// <summary>Has somebody called with each bundle, in order, by one thread. To be asked for before the pass begins.</summary>
    public void Follow(Action<StoredBundle> take) => _followers.Add(take);

    /// <summary>The pass, which is one for all who ask for it; after a failure it goes on where it was.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _run = _run is null or { IsFaulted: true } or { IsCanceled: true } ? Task.Run(() => PassAsync(cancellationToken), cancellationToken) : _run;
        }
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        for (Task<(List<StoredBundle> Bundles, long Last)?> next = ReadAsync(_after, cancellationToken); await next is (List<StoredBundle> bundles, long last);)
        {
            next = ReadAsync(last, cancellationToken);
            await Task.WhenAll(_followers.Select(take => Task.Run(() => bundles.ForEach(take), cancellationToken)));
            _after = last;
        }
    }

    private Task<(List<StoredBundle> Bundles, long Last)?> ReadAsync(long after, CancellationToken cancellationToken) => Task.Run<(List<StoredBundle>, long)?>(
        async () =>
        {
            PoleDictionary dictionary = workspace.Current.Workspace.Dictionary;
            long stamp = room.Stamp;
            List<(BundleRow Row, byte[]? Content)> page = await store.Reader.BundleContentPageAsync(after, BundlesAtOnce, Disclosure.PermitDecision(), cancellationToken);
            List<StoredBundle> bundles = [];
            foreach ((BundleRow row, byte[]? content) in page)
            {
                if (content is not null && RepositoryBundles.Read(row, content, dictionary) is StoredBundle stored)
                {
                    bundles.Add(stored);
                    Keep(stored, content, stamp);
                }
            }

            return page.Count == 0 ? null : (bundles, page[^1].Row.Exchange);
        },
        cancellationToken);

    // What searches may ask for: a bundle of which nothing is in force any more they do not.
    private void Keep(StoredBundle stored, byte[] content, long stamp)
    {
        if (stored.Names.Any(name => table.TryFind(name, out RecordHead head) && head.Exchange == stored.Row.Exchange))
        {
            room.Put(stored.Row, content, stamp);
        }
    }
}
