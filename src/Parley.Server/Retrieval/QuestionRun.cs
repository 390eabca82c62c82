using Microsoft.Extensions.Logging;
using Parley.Engine.Issues;
using Parley.Engine.Search;
using Parley.Server.Operations;

namespace Parley.Server.Retrieval;

/// <summary>Asks one question and takes its answer, however long the search itself is waited for.</summary>
internal sealed class QuestionRun(AnswerReader answers, AnswerKeeper keeper, ServerOptions options, ILogger<QuestionRun> log) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Asks; never fails, and ends what the search says of the system.</summary>
    public async Task RunAsync(SearchQuery query, ReadyQuestion ready)
    {
        long began = options.Time.GetTimestamp();
        AskedState state = new(AskedOutcome.Failed, RetrievalIssues.Failed, null);
        bool worked = false;
        try
        {
            using CancellationTokenSource patience = new(ready.Question.Timeout, options.Time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stop.Token);
            CalledAnswer answer = await ready.Caller.CallAsync(ready.Request, either.Token);
            worked = answer.Worked;
            state = await TakeAsync(query, ready, answer);
        }
        catch (Exception failure)
        {
            // The boundary of one question: what befalls it must not reach the others, nor leave the search waiting.
            Log.QuestionFault(log, ready.System.Id, failure);
        }
        finally
        {
            if (ready.Caller.Gate.Leave(worked))
            {
                Log.QuestionRests(log, ready.System.Id, state.Why ?? "");
            }

            ready.Asked.End(state with { Took = options.Time.GetElapsedTime(began) });
            Meters.Questions.Add(1, new("system", ready.System.Id), new("outcome", LiveJson.Word(state.Outcome)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<AskedState> TakeAsync(SearchQuery query, ReadyQuestion ready, CalledAnswer answer)
    {
        if (answer.Code is IssueCode code)
        {
            return new AskedState(code == RetrievalIssues.Refused ? AskedOutcome.Refused : AskedOutcome.Failed, code, answer.Why);
        }

        if (answer.Body is null)
        {
            return new AskedState(AskedOutcome.Answered, null, null);
        }

        (IReadOnlyList<ReadMessage> read, IssueCode? fault, string? why) = answers.Read(ready.System, ready.Question, answer);
        IReadOnlyCollection<long> kept = ready.Question.Keep ? await keeper.KeepAsync(query, ready.System, ready.Question, read, _stop.Token) : [];
        return new AskedState(read.Count == 0 && fault is not null ? AskedOutcome.Failed : AskedOutcome.Answered, fault, why)
        {
            Bundles = [.. read.Select(r => r.Bundle)],
            Exchanges = kept,
        };
    }
}
