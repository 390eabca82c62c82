using Parley.Engine.Retrieval;
using Parley.Engine.Search;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Intake;

namespace Parley.Server.Retrieval;

/// <summary>Keeps what a system answered, where the workspace says so: as messages of the system, which go to nobody.</summary>
internal sealed class AnswerKeeper(Depositor depositor)
{
    // A consultation must not set deliveries off: no route has this name.
    private static readonly (string, string, int) s_toNobody = ("", "", -1);

    /// <summary>Keeps the messages that speak of what was looked for. The same message is kept once.</summary>
    /// <returns>The exchanges as which they are kept.</returns>
    public async Task<IReadOnlyCollection<long>> KeepAsync(
        SearchQuery query, SystemDefinition system, QuestionDefinition question, IReadOnlyList<ReadMessage> read, CancellationToken cancellationToken)
    {
        List<long> kept = [];
        QueryPlan plan = QueryPlan.Of(query);
        foreach (ReadMessage one in read)
        {
            if (Enumerable.Range(0, one.Bundle.Content.Records.Count).Any(i => plan.Judge(one.Bundle.Content, i) is not null))
            {
                Received message = new() { Source = system, Type = system.Messages[question.MessageType], Body = one.Message, Via = "asked", CanRefuse = false, Only = s_toNobody };
                DepositResult result = await depositor.DepositAsync(message, patient: true, cancellationToken);
                if (result.Kind is DepositKind.Taken or DepositKind.Repeated)
                {
                    kept.Add(result.Exchange);
                }
            }
        }

        return kept;
    }
}
