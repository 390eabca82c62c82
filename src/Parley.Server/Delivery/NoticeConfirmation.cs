using Parley.Engine.Evidence;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>A recipient that answers a notice in its own language has confirmed it, unless its answer says that it refuses.</summary>
internal static class NoticeConfirmation
{
    /// <summary>What the facts of a notice's delivery begin with (<see cref="Exchanges.DeliveryFacts"/>).</summary>
    private const string Facts = """{"type":"RecordNotice",""";

    /// <summary>Records the confirmation or the refusal, when the delivery is a notice's and its reply could be read.</summary>
    public static void Apply(DeliveryRow row, ExchangeRecord? reply, string organisation, StoreSession session, WriterState state)
    {
        if (reply is not { Exchange.Status: ExchangeStatus.Accepted } || row.Facts?.StartsWith(Facts, StringComparison.Ordinal) != true)
        {
            return;
        }

        string by = "system:" + row.Recipient;
        bool refused = reply.NoticeAnswer == Journey.RefusedAnswer;
        if (refused)
        {
            session.Execute(Statements.RefuseNoticeTold, row.Exchange, state.Now);
        }
        else
        {
            session.Execute(Statements.ConfirmNoticeTold, row.Exchange, state.Now, by);
            session.Execute(Statements.EndExceptionsOf, row.Exchange, state.Now, by, (long)ExceptionStatus.Settled);
        }

        state.AddEntry(new LedgerEntry
        {
            Action = LedgerAction.Notice,
            At = state.Now,
            Actor = by,
            Organisation = organisation,
            Recipient = organisation,
            RecipientSystem = row.Recipient,
            Exchange = PublicId.Exchange(row.Exchange),
            Delivery = PublicId.Delivery(row.Exchange, row.N),
            Subjects = SubjectHasher.Unpack(row.Subjects),
            Outcome = refused ? "refused" : "confirmed",
        });
    }
}
