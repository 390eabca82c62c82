using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>Turns a recipient's answer into an exchange of its own, caused by the delivery it answers.</summary>
internal sealed class Replies(Journey journey, Store store)
{
    /// <summary>Prepares the reply; it is held when it cannot be read, for there is nobody to refuse it to.</summary>
    public async Task<Prepared> PrepareAsync(
        DeliveryRow delivery, SystemDefinition replier, string messageType, byte[] body, CancellationToken cancellationToken)
    {
        ExchangeRow? cause = await store.Reader.ExchangeAsync(delivery.Exchange, cancellationToken);
        return journey.Prepare(new Received
        {
            Source = replier,
            Type = replier.Messages[messageType],
            Body = body,
            Via = "reply",
            Deduplicate = false,
            CanRefuse = false,
            Cause = new Cause(
                delivery.Exchange, delivery.N, cause?.Correlation ?? delivery.Exchange, (cause?.Depth ?? 0) + 1, delivery.Facts),
        });
    }
}
