using Parley.Server.Operations;

namespace Parley.Server.Delivery;

/// <summary>How each recipient's queue stands.</summary>
internal sealed class DeliveryGauges(DeliveryHub hub) : IGaugeSource
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        foreach (RecipientQueue queue in hub.Queues.OrderBy(q => q.Recipient, StringComparer.Ordinal))
        {
            string label = MetricsCollector.Label("recipient", queue.Recipient);
            yield return ("parley_queue_in_memory", "Pending deliveries held in memory; more may wait in the store.", label, queue.InMemory);
            yield return ("parley_queue_running", "Attempts under way.", label, queue.Running);
            yield return ("parley_breaker_open", "1 while the recipient is left in peace.", label, queue.IsBroken ? 1 : 0);
        }
    }
}
