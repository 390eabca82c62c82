using Parley.Server.Access;

namespace Parley.Server.Retrieval;

/// <summary>Searches whose systems may still answer, for a minute, so that what came late can be asked for. In memory alone.</summary>
internal sealed class HeldSearches(ServerOptions options)
{
    // What they hold is at most this many times what the late systems of one search may answer.
    private const int Most = 200;

    private readonly Lock _lock = new();
    private readonly LinkedList<LiveSearch> _searches = [];

    /// <summary>Holds a search.</summary>
    public void Hold(LiveSearch search)
    {
        lock (_lock)
        {
            Prune();
            if (_searches.Count == Most)
            {
                _searches.RemoveFirst();
            }

            _searches.AddLast(search);
        }
    }

    /// <summary>A search by its number, for whoever asked it; null for all others and when its time is over.</summary>
    public LiveSearch? Find(long id, Caller caller)
    {
        lock (_lock)
        {
            Prune();
            return _searches.FirstOrDefault(s => s.Id == id && IsSame(s.Asker.Caller, caller));
        }
    }

    private static bool IsSame(Caller asked, Caller asks) =>
        asked.Actor == asks.Actor && asked.OnBehalfOf == asks.OnBehalfOf && asked.Organisation == asks.Organisation;

    private void Prune()
    {
        DateTimeOffset now = options.Time.GetUtcNow();
        while (_searches.First is { } oldest && oldest.Value.Began + LiveSearch.Kept <= now)
        {
            _searches.RemoveFirst();
        }
    }
}
