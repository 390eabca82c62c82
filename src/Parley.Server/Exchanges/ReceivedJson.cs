using System.Text.Json;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>What somebody was given, as the API shows it to them: the deliveries that arrived, and nothing of the sender's side or of other recipients.</summary>
internal static class ReceivedJson
{
    /// <summary>Writes one delivery, into an object that is open.</summary>
    public static void WriteDelivery(Utf8JsonWriter writer, DeliveryRow row)
    {
        writer.WriteString("id"u8, PublicId.Delivery(row.Exchange, row.N));
        writer.WriteString("exchange"u8, PublicId.Exchange(row.Exchange));
        writer.WriteString("recipient"u8, row.Recipient);
        writer.WriteString("type"u8, row.Type);
        writer.WriteString("status"u8, StatusText.Of(row.Status));
        writer.WriteString("delivered"u8, Clock.Moment(row.Done ?? 0));
        if (row.Purpose is not null)
        {
            writer.WriteString("purpose"u8, row.Purpose);
        }

        if (row.Agreements is not null)
        {
            writer.WriteStartArray("agreements"u8);
            foreach (string agreement in row.Agreements.Split(' '))
            {
                writer.WriteStringValue(agreement);
            }

            writer.WriteEndArray();
        }
    }

    /// <summary>Writes what lists show of an exchange to whom only deliveries of it came, into an object that is open.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="row">The exchange.</param>
    /// <param name="arrived">The deliveries that the caller may see; at least one.</param>
    public static void WriteHead(Utf8JsonWriter writer, ExchangeRow row, IReadOnlyList<DeliveryRow> arrived)
    {
        writer.WriteString("id"u8, PublicId.Exchange(row.Id));
        writer.WriteString("system"u8, arrived[0].Recipient);
        writer.WriteString("type"u8, arrived[0].Type);
        writer.WriteString("via"u8, "delivery"u8);
        writer.WriteString("status"u8, "delivered"u8);
        writer.WriteString("received"u8, Clock.Moment(arrived.Min(d => d.Done ?? 0)));
    }

    /// <summary>Writes an exchange as those see it to whom only deliveries of it came.</summary>
    public static void Write(Utf8JsonWriter writer, ExchangeRow row, IReadOnlyList<(DeliveryRow Delivery, byte[]? Body)> arrived)
    {
        writer.WriteStartObject();
        WriteHead(writer, row, [.. arrived.Select(a => a.Delivery)]);
        writer.WriteStartArray("deliveries"u8);
        foreach ((DeliveryRow delivery, byte[]? body) in arrived)
        {
            writer.WriteStartObject();
            WriteDelivery(writer, delivery);
            ExchangeJson.WriteContent(writer, "body", body);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
