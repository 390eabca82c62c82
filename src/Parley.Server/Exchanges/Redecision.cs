using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>Decides a waiting delivery anew when what it was decided by no longer stands, and translates it out again.</summary>
internal sealed class Redecision(Journey journey, WorkspaceHost workspace, Store store, ServerOptions options)
{
    /// <summary>Decides anew. The row is brought up to date: pending with its new message, or ended.</summary>
    /// <returns>What is to be recorded with it: exceptions and entries of the ledger; null when the exchange cannot be read back any more.</returns>
    public async Task<ExchangeRecord?> DecideAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        ExchangeRow? exchange = await store.Reader.ExchangeAsync(row.Exchange, cancellationToken);
        byte[]? body = await store.Reader.ContentAsync(exchange?.Content, Disclosure.PermitTranslation(), cancellationToken);
        Snapshot snapshot = workspace.Current;
        if (exchange is null
            || body is null
            || !snapshot.Workspace.Systems.TryGetValue(exchange.System, out SystemDefinition? source)
            || !source.Messages.TryGetValue(exchange.Type, out MessageTypeDefinition? type)
            || Read(type, body, exchange) is not { Subject: Record subject } bundle
            || snapshot.Routes.For(subject.Type).FirstOrDefault(r => IsOf(r, row)) is not Route route)
        {
            return null;
        }

        ExchangeRecord record = new() { Exchange = exchange };
        journey.Decide(record, source, bundle, route, row);
        return record;
    }

    private Bundle? Read(MessageTypeDefinition type, byte[] body, ExchangeRow exchange)
    {
        Bundle? bundle = options.Translation.Read(type, body, new IssueSink());
        if (bundle is not null)
        {
            DeliveryFacts.Read(exchange.Completion)?.Complete(bundle);
        }

        return bundle;
    }

    private static bool IsOf(Route route, DeliveryRow row) =>
        route.Recipient.Id == row.Recipient && route.MessageType.Name == row.Type && route.Number == row.Route;
}
