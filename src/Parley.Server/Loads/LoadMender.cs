using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>Puts a mended line in the place of a refused one, as history too.</summary>
internal sealed class LoadMender(Journey journey, Store store, Disclosure disclosure, ServerOptions options)
{
    private readonly AsyncLock _one = new();

    /// <summary>Takes a mended line; a problem when it is at fault itself, or the line was mended before.</summary>
    public async Task<Prepared> MendAsync(
        LoadRow load, LoadLineRow line, SystemDefinition system, MessageTypeDefinition type, byte[] body, Caller caller, CancellationToken cancellationToken)
    {
        ExchangeRow refused = await store.Reader.KnownExchangeAsync(line.Exchange, cancellationToken);
        Prepared mended = journey.Prepare(LoadRun.MessageOf(system, type, body) with { Cause = new Cause(refused.Id, null, refused.Correlation, 1, null) });
        if (mended.Status != ExchangeStatus.Accepted)
        {
            throw new ProblemException(new Problem(422, ServerIssues.MessageRefused, $"The message has {Problem.Findings(mended.Issues.Count)}.", "body") { Issues = mended.Issues });
        }

        LoadRun.Explain(load, mended);
        LedgerEntry entry = new()
        {
            Action = LedgerAction.Alteration,
            At = Clock.Microseconds(options.Time),
            Actor = caller.Actor,
            OnBehalfOf = caller.OnBehalfOf,
            Organisation = disclosure.OrganisationOf(caller),
            Exchange = PublicId.Exchange(refused.Id),
            Content = mended.Record.Exchange.Sha256,
            Outcome = "mended",
        };
        using (await _one.EnterAsync(cancellationToken))
        {
            if (await store.Reader.RefusedLineAsync(load.Id, line.Position, cancellationToken) is not { Mended: null })
            {
                throw new ProblemException(new Problem(409, ServerIssues.AlreadyResolved, "The line has been mended.", "address: message"));
            }

            await store.WriteAsync(new MendWork(load, line, mended.Record, entry), cancellationToken);
        }

        return mended;
    }
}
