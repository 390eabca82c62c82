using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>One message on its way out.</summary>
/// <param name="Row">The delivery.</param>
/// <param name="Body">The message.</param>
/// <param name="Recipient">The recipient.</param>
/// <param name="Accept">Its entry that this delivery was made by.</param>
internal sealed record Outgoing(DeliveryRow Row, byte[] Body, SystemDefinition Recipient, AcceptDefinition Accept)
{
    private readonly DeliveryFacts? _facts = DeliveryFacts.Read(Row.Facts);

    /// <summary>True once the message may have reached the recipient, whatever is heard of it.</summary>
    public bool MayHaveLeft { get; set; }

    /// <summary>The objects that go with it.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The delivery's public identifier, which is also its idempotency key.</summary>
    public string Id { get; } = PublicId.Delivery(Row.Exchange, Row.N);

    /// <summary>The value of a placeholder, or null.</summary>
    public string? Value(string name) => name switch
    {
        "exchange" => PublicId.Exchange(Row.Exchange),
        "delivery" => Id,
        _ => _facts?[name],
    };
}
