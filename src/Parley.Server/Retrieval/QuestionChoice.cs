using Parley.Engine.Issues;
using Parley.Engine.Retrieval;
using Parley.Engine.Search;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Retrieval;

/// <summary>Chooses which systems are asked for a search, and by which of their questions: those that have one for it and of which the asker may see anything, within their budget.</summary>
internal sealed class QuestionChoice(WorkspaceHost workspace, Store store, Disclosure disclosure, QuestionCallers callers, ServerOptions options)
{
    /// <summary>Chooses. Each question that is ready has gone through its gate, and must leave it.</summary>
    public (LiveSearch Search, IReadOnlyList<ReadyQuestion> Ready) Choose(Asker asker, SearchQuery query, AskedLive wanted)
    {
        LiveSearch search = new(store.Ids.Next(), asker, query, [.. Candidates(query, wanted)], wanted.Deadline, options.Time.GetUtcNow());
        QuestionValues values = QuestionValues.Of(query, new Dictionary<string, string?>
        {
            ["purpose"] = asker.Purpose,
            ["reason"] = asker.Reason,
            ["asker"] = asker.Caller.OnBehalfOf ?? asker.Caller.Actor,
            ["search"] = search.PublicName,
        });
        return (search, [.. search.Systems.Select(s => Prepare(asker, s, values)).OfType<ReadyQuestion>()]);
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
    private ReadyQuestion? Prepare(Asker asker, AskedSystem asked, QuestionValues values)
    {
        if (asked.System is not SystemDefinition system || asked.Question is not QuestionDefinition question)
        {
            return Not(asked, RetrievalIssues.NoQuestion, asked.System is null ? "There is no such system." : "None of its questions can be put with what the search gives.");
        }

        if (disclosure.LookRefusal(asker.Caller, system.Id, asker.Purpose, asker.Reason) is IssueCode refusal)
        {
            bool more = refusal == SharingIssues.NoPurpose || refusal == SharingIssues.NoReason;
            return Not(asked, more ? RetrievalIssues.DemandsMore : RetrievalIssues.NotPermitted);
        }

        if (Lacking(question, asker) is string lacking)
        {
            asked.End(new AskedState(AskedOutcome.Refused, RetrievalIssues.DemandsMore, $"It demands the {lacking}, and none was given."));
            return null;
        }

        if (question.Request.Fill(values) is not QuestionRequest request)
        {
            return Not(asked, RetrievalIssues.NoQuestion, "A value cannot stand in its address.");
        }

        QuestionCaller caller = callers.For(system, question);
        return caller.Gate.Enter() is IssueCode held ? Not(asked, held) : new ReadyQuestion(asked, system, question, caller, request);
    }

    private static ReadyQuestion? Not(AskedSystem asked, IssueCode code, string? why = null)
    {
        asked.End(new AskedState(AskedOutcome.NotAsked, code, why));
        return null;
    }

    private static string? Lacking(QuestionDefinition question, Asker asker) =>
        question.DemandsPurpose && asker.Purpose is null ? "purpose" : question.DemandsReason && asker.Reason is null ? "reason" : null;
}
