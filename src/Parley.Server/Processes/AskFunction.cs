using System.Globalization;
using System.Text.Json;
using System.Xml;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Retrieval;

namespace Parley.Server.Processes;

/// <summary>
/// <c>ask</c>: systems asked live, for the process's purpose, as the organisation that runs the installation may ask them. One system that does not answer is an error; of several, what became of each
/// stands in the answer. Asked again after a crash: a question changes nothing.
/// </summary>
internal sealed class AskFunction(LiveRetrieval retrieval, WorkspaceHost workspace, IEnumerable<RecordTable> records) : IProcessFunction
{
    private const int MostShown = 100;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
    private static readonly Caller s_processes = new() { KeyId = "processes", Rights = Rights.SeeExchanges | Rights.SeeContent };

    /// <inheritdoc/>
    public string Name => "ask";

    /// <inheritdoc/>
    public async Task<ProcessAnswer?> CallAsync(ProcessCall call, CancellationToken cancellationToken)
    {
        if (Systems(call) is not { Count: > 0 } systems)
        {
            return NotUnderstood("'system' is the name of a system, or a list of names");
        }

        if (!TryDeadline(call, out TimeSpan? deadline))
        {
            return NotUnderstood("'deadline' is a duration such as PT1.5S, or seconds, up to 30 of them");
        }

        SearchBody asked;
        try
        {
            asked = SearchBody.Read((call.Arguments.Member("query") ?? JqValue.Null).ToUtf8(), workspace.Current.Workspace.Dictionary);
        }
        catch (ProblemException wrong)
        {
            return NotUnderstood($"{wrong.Problem.Place}: {wrong.Problem.Cause}");
        }

        string process = $"process {call.Definition.Definition.Name} {call.Process}";
        Asker asker = new(s_processes, call.Purpose, call.Text("reason") is { } reason ? $"{reason} ({process})" : process);
        LiveAnswer answer = await retrieval.AskAsync(asker, asked.Query, new AskedLive(systems, deadline), cancellationToken);
        return call.Text("system") is not null && Failure(answer.Systems[0]) is ProcessAnswer failure
            ? failure
            : ProcessAnswer.Of(Shown(answer)) with { Exchanges = ExchangesOf(answer) };
    }

    /// <inheritdoc/>
    public Task CancelAsync(ProcessCall call, CancellationToken cancellationToken) => Task.CompletedTask;

    private static ProcessAnswer NotUnderstood(string detail) => ProcessAnswer.Failed(ProcessErrorTypes.Validation, "The question is not understood", detail);

    private static List<string>? Systems(ProcessCall call) => call.Arguments.Member("system") switch
    {
        { Kind: JqKind.String } one => [one.AsString],
        { Kind: JqKind.Array } many when many.Items.All(i => i.Kind == JqKind.String) => [.. many.Items.Select(i => i.AsString)],
        _ => null,
    };

    private static bool TryDeadline(ProcessCall call, out TimeSpan? deadline)
    {
        deadline = null;
        JqValue? said = call.Arguments.Member("deadline");
        if (said is null or { Kind: JqKind.Null })
        {
            return true;
        }

        try
        {
            deadline = said.Kind == JqKind.Number ? TimeSpan.FromSeconds(said.AsNumber) : XmlConvert.ToTimeSpan(call.Text("deadline") ?? "");
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentException)
        {
            return false;
        }

        return deadline > TimeSpan.Zero && deadline <= s_longest;
    }

    private static ProcessAnswer? Failure(AskedView system)
    {
        (AskedSystem asked, AskedState state) = system;
        string? type = state.Outcome switch
        {
            AskedOutcome.Answered => null,
            AskedOutcome.Waiting => ProcessErrorTypes.Timeout,
            AskedOutcome.Refused => ProcessErrorTypes.Authorization,
            AskedOutcome.NotAsked when state.Code == RetrievalIssues.NotPermitted || state.Code == RetrievalIssues.DemandsMore => ProcessErrorTypes.Authorization,
            AskedOutcome.NotAsked when state.Code == RetrievalIssues.NoQuestion => ProcessErrorTypes.Configuration,
            _ => ProcessErrorTypes.Communication,
        };
        return type is null ? null : ProcessAnswer.Failed(type, state.Code?.Title ?? "The system did not answer", $"{asked.Id}: {state.Code?.Code} {state.Why}".TrimEnd());
    }

    // What a system said just now is of no exchange, unless the answer is kept; but who has a record erased here means what it said of that record too.
    private HashSet<long> ExchangesOf(LiveAnswer answer)
    {
        HashSet<long> exchanges = [.. answer.Systems.SelectMany(s => s.State.Exchanges)];
        foreach (FoundRecord found in answer.Found)
        {
            foreach (RecordTable table in records)
            {
                if (table.TryFind(found.Record, out RecordHead head) && head.InForce)
                {
                    exchanges.Add(head.Exchange);
                }
            }
        }

        return exchanges;
    }

    private static JqValue Shown(LiveAnswer answer)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, JsonResponse.Options))
        {
            SearchAnswer found = LiveResults.Merge(null, answer.Found);
            SearchJson.Write(writer, new SearchPage(found with { More = found.Found.Count > MostShown }, [.. found.Found.Take(MostShown)], null)
            {
                Further = w => LiveJson.Write(w, answer.Search, answer.Systems, found.Found),
            });
        }

        return JqValue.TryParse(stream.ToArray(), out JqValue? value, out string? fault)
            ? value
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"An answer is no JSON: {fault}"));
    }
}
