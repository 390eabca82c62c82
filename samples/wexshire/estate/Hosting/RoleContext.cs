using Wexshire.Estate.Sending;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Hosting;

/// <summary>What a role works with: its options, its own store, what it has to send, and the time.</summary>
internal sealed record RoleContext(EstateOptions Options, Journal Journal, Outbox Outbox, TimeProvider Clock)
{
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Has what is stored sent to the platform: its kind is the message type there.</summary>
    public void Send(Holding holding) => Outbox.Add(new OutboxEntry(holding.Ref, holding.Kind, holding.ContentType, holding.Body));
}
