using Microsoft.Extensions.Logging;
using Parley.Engine.Issues;
using Parley.Engine.Retrieval;
using Parley.Engine.Search;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Retrieval;

/// <summary>
/// Asks systems live: those that have a question for the search and of which the asker may see anything, all at once, each within its budget. Nothing of what they
/// answer is kept beyond the search unless the workspace says so.
/// </summary>
internal sealed class LiveRetrieval(
    WorkspaceHost workspace, Store store, Disclosure disclosure, QuestionCallers callers, AnswerReader answers, AnswerKeeper keeper, LiveResults results, RetrievalLedger ledger,
    ServerOptions options, ILogger<LiveRetrieval> log) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

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
        LiveSearch search = new(
            store.Ids.Next(), asker, query, [.. Candidates(query, wanted)], wanted.Deadline, options.Time.GetUtcNow());
        QuestionValues values = QuestionValues.Of(query, new Dictionary<string, string?>
        {
            ["purpose"] = asker.Purpose,
            ["reason"] = asker.Reason,
            ["asker"] = asker.Caller.OnBehalfOf ?? asker.Caller.Actor,
            ["search"] = search.PublicName,
        });
        List<(AskedSystem Asked, QuestionCaller Caller, QuestionRequest Request)> ready = [];
        foreach (AskedSystem asked in search.Systems)
        {
            if (Prepare(asker, asked, values) is (QuestionCaller caller, QuestionRequest request))
            {
                ready.Add((asked, caller, request));
            }
        }

        try
        {
            await ledger.AskedAsync(asker, ready.ConvertAll(r => r.Asked.System!), cancellationToken);
        }
        catch
        {
            ready.ForEach(r => r.Caller.Gate.Leave(worked: true));
            throw;
        }

        foreach ((AskedSystem asked, QuestionCaller caller, QuestionRequest request) in ready)
        {
            _ = Task.Run(() => RunAsync(search, asked, caller, request), CancellationToken.None);
        }

        return search;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>The systems that are asked for by name, or all that answer questions; each with the first of its questions that the search can be put as.</summary>
    private IEnumerable<AskedSystem> Candidates(SearchQuery query, AskedLive wanted)
    {
        IReadOnlyDictionary<string, SystemDefinition> systems = workspace.Current.Workspace.Systems;
        IEnumerable<string> names = wanted.Systems.Count > 0 ? wanted.Systems.Distinct(StringComparer.Ordinal)
            : systems.Values.Where(s => s.Answers.Count > 0).Select(s => s.Id).Order(StringComparer.Ordinal);
        QuestionValues values = QuestionValues.Of(query, new Dictionary<string, string?>());
        foreach (string name in names.Where(n => query.Systems.Count == 0 || query.Systems.Contains(n, StringComparer.Ordinal)))
        {
            SystemDefinition? system = systems.GetValueOrDefault(name);
            yield return new AskedSystem(name, system, system?.Answers.FirstOrDefault(q => Suits(q, query, values)));
        }
    }

    private static bool Suits(QuestionDefinition question, SearchQuery query, QuestionValues values) =>
        question.By.All(values.Has)
        && (question.Types.Count == 0 || query.Types.Count == 0 || question.Types.Intersect(query.Types, StringComparer.Ordinal).Any());

    // Null when it is not asked, which its state then says.
    private (QuestionCaller Caller, QuestionRequest Request)? Prepare(Asker asker, AskedSystem asked, QuestionValues values)
    {
        if (asked.System is not SystemDefinition system || asked.Question is not QuestionDefinition question)
        {
            asked.End(NotAsked(RetrievalIssues.NoQuestion, asked.System is null ? "There is no such system." : "None of its questions can be put with what the search gives."));
            return null;
        }

        if (disclosure.LookRefusal(asker.Caller, system.Id, asker.Purpose, asker.Reason) is IssueCode refusal)
        {
            bool more = refusal == SharingIssues.NoPurpose || refusal == SharingIssues.NoReason;
            asked.End(NotAsked(more ? RetrievalIssues.DemandsMore : RetrievalIssues.NotPermitted, null));
            return null;
        }

        if (Lacking(question, asker) is string lacking)
        {
            asked.End(new AskedState(AskedOutcome.Refused, RetrievalIssues.DemandsMore, $"It demands the {lacking}, and none was given."));
            return null;
        }

        if (question.Request.Fill(values) is not QuestionRequest request)
        {
            asked.End(NotAsked(RetrievalIssues.NoQuestion, "A value cannot stand in its address."));
            return null;
        }

        QuestionCaller caller = callers.For(system, question);
        if (caller.Gate.Enter() is IssueCode held)
        {
            asked.End(NotAsked(held, null));
            return null;
        }

        return (caller, request);
    }

    private static AskedState NotAsked(IssueCode code, string? why) => new(AskedOutcome.NotAsked, code, why);

    private static string? Lacking(QuestionDefinition question, Asker asker) =>
        question.DemandsPurpose && asker.Purpose is null ? "purpose" : question.DemandsReason && asker.Reason is null ? "reason" : null;

    private async Task RunAsync(LiveSearch search, AskedSystem asked, QuestionCaller caller, QuestionRequest request)
    {
        long began = options.Time.GetTimestamp();
        AskedState state = new(AskedOutcome.Failed, RetrievalIssues.Failed, null);
        bool worked = false;
        try
        {
            using CancellationTokenSource patience = new(asked.Question!.Timeout, options.Time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stop.Token);
            CalledAnswer answer = await caller.CallAsync(request, either.Token);
            worked = answer.Worked;
            state = await TakeAsync(search, asked, answer);
        }
        catch (Exception failure)
        {
            // The boundary of one question: what befalls it must not reach the others, nor leave the search waiting.
            Log.QuestionFault(log, asked.Id, failure);
        }
        finally
        {
            if (caller.Gate.Leave(worked))
            {
                Log.QuestionRests(log, asked.Id, state.Why ?? "");
            }

            asked.End(state with { Took = options.Time.GetElapsedTime(began) });
            Meters.Questions.Add(1, new("system", asked.Id), new("outcome", LiveJson.Word(state.Outcome)));
        }
    }

    private async Task<AskedState> TakeAsync(LiveSearch search, AskedSystem asked, CalledAnswer answer)
    {
        if (answer.Code is IssueCode code)
        {
            return new AskedState(code == RetrievalIssues.Refused ? AskedOutcome.Refused : AskedOutcome.Failed, code, answer.Why);
        }

        if (answer.Body is null)
        {
            return new AskedState(AskedOutcome.Answered, null, null);
        }

        (IReadOnlyList<ReadMessage> read, IssueCode? fault, string? why) = answers.Read(asked.System!, asked.Question!, answer);
        if (asked.Question!.Keep)
        {
            await keeper.KeepAsync(search.Query, asked.System!, asked.Question, read, _stop.Token);
        }

        return new AskedState(read.Count == 0 && fault is not null ? AskedOutcome.Failed : AskedOutcome.Answered, fault, why) { Bundles = [.. read.Select(r => r.Bundle)] };
    }
}
