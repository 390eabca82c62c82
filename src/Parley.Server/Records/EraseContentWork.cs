using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Takes all content of exchanges out of the store's tables; what it was sealed under is erased apart.</summary>
internal sealed class EraseContentWork(IReadOnlyList<long> exchanges) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (long exchange in exchanges)
        {
            // The bodies are found by the rows that refer to them, so they go first.
            session.Execute(Statements.EraseBody, exchange);
            session.Execute(Statements.EraseSentBodies, exchange);
            session.Execute(Statements.EraseCorrectedBodies, exchange);
            session.Execute(Statements.EraseExchange, exchange);
            session.Execute(Statements.EraseDeliveries, exchange);
            session.Execute(Statements.EraseAttempts, exchange);
            session.Execute(Statements.EraseExceptions, exchange);
            session.Execute(Statements.EraseCorrections, exchange);
            session.Execute(Statements.EraseCaseNotes, exchange);
            session.Execute(Statements.MarkProcessExchanges, exchange);
            session.Execute(Statements.EraseLiveShadowFindings, exchange);
            session.Execute(Statements.SetExchangeStatus, exchange, (long)ExchangeStatus.Erased);
            session.Execute(Statements.EndExceptionsOf, exchange, state.Now, "platform", (long)ExceptionStatus.Settled);
        }
    }
}
