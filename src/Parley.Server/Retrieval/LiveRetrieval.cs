using Parley.Engine.Search;
using Parley.Server.Access;
using Parley.Server.Repository;

namespace Parley.Server.Retrieval;

/// <summary>Asks systems live, all at once, each within its budget. Nothing of what they answer is kept beyond the search unless the workspace says so.</summary>
internal sealed class LiveRetrieval(QuestionChoice choice, QuestionRun run, LiveResults results, RetrievalLedger ledger, HeldSearches held, ServerOptions options)
{
    /// <summary>Asks systems and waits for their answers until the deadline: for processes. What was asked and what is given away is in the ledger before this ends.</summary>
    /// <param name="asker">Who asks, for what purpose and why; every answer is decided for it.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="wanted">Which systems, and until when.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What became of each system, and the records that the asker may see, best first.</returns>
    public async Task<LiveAnswer> AskAsync(Asker asker, SearchQuery query, AskedLive wanted, CancellationToken cancellationToken)
    {
        LiveSearch search = await StartAsync(asker, query, wanted, cancellationToken);
        IReadOnlyList<AskedView> view = await search.WaitAsync(options.Time, cancellationToken);
        IReadOnlyList<FoundRecord> found = LiveResults.Merge(null, results.Of(search, view)).Found;
        await ledger.ShownAsync(asker, found, cancellationToken);
        return new LiveAnswer(search, view, found);
    }

    /// <summary>Begins to ask: who is asked for whom and why is in the ledger before the first request leaves.</summary>
    public async Task<LiveSearch> StartAsync(Asker asker, SearchQuery query, AskedLive wanted, CancellationToken cancellationToken)
    {
        (LiveSearch search, IReadOnlyList<ReadyQuestion> ready) = choice.Choose(asker, query, wanted);
        try
        {
            await ledger.AskedAsync(asker, [.. ready.Select(r => r.System)], cancellationToken);
        }
        catch
        {
            foreach (ReadyQuestion question in ready)
            {
                question.Caller.Gate.Leave(worked: true);
            }

            throw;
        }

        foreach (ReadyQuestion question in ready)
        {
            _ = Task.Run(() => run.RunAsync(query, question), CancellationToken.None);
        }

        return search;
    }

    /// <summary>Waits for the answers until the deadline, and holds the search for those that come later.</summary>
    /// <returns>How the systems stood, and the records that the asker may see.</returns>
    public async Task<(IReadOnlyList<AskedView> View, IReadOnlyList<FoundRecord> Found)> WaitAsync(LiveSearch search, CancellationToken cancellationToken)
    {
        IReadOnlyList<AskedView> view = await search.WaitAsync(options.Time, cancellationToken);
        IReadOnlyList<FoundRecord> found = results.Of(search, view);
        foreach (AskedView one in view.Where(v => v.HasEnded))
        {
            one.Asked.Forget();
        }

        if (view.Any(v => !v.HasEnded))
        {
            held.Hold(search);
        }

        return (view, found);
    }

    /// <summary>A search whose systems may have answered late, for whoever asked it.</summary>
    public LiveSearch? Find(long id, Caller caller) => held.Find(id, caller);

    /// <summary>What came after a search had been answered, decided as of now.</summary>
    public (IReadOnlyList<AskedView> View, IReadOnlyList<FoundRecord> Found) Later(LiveSearch search)
    {
        IReadOnlyList<AskedView> view = search.View();
        return (view, results.Of(search, view.Where(v => v.Asked.IsLate)));
    }
}
