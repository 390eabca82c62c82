using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace Parley.Engine.Evidence;

/// <summary>Reads canonical entries back. Only what <see cref="EntryBatchWriter"/> would write again byte for byte is an entry. Not for several threads.</summary>
public sealed class EntryReader
{
    private readonly EntryBatchWriter _again = new();

    /// <summary>Takes the next entry's bytes off a bundle (two bytes of length, then the entry).</summary>
    /// <returns>False at the end, or when the rest is cut short: then <paramref name="rest"/> is not empty.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> entry)
    {
        entry = default;
        if (rest.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(rest) is var length && rest.Length - 2 < length)
        {
            return false;
        }

        entry = rest.Slice(2, length);
        rest = rest[(2 + length)..];
        return true;
    }

    /// <summary>Reads one entry; null when the bytes are not the canonical form of one.</summary>
    public LedgerEntry? Read(ReadOnlySpan<byte> bytes)
    {
        LedgerEntry? entry = null;
        try
        {
            entry = Parse(bytes);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            // Said by the null below, as for bytes that are JSON and no entry.
        }

        if (entry is null)
        {
            return null;
        }

        _again.Reset();
        _again.Add(entry);
        return _again.Count == 1 && _again.Written[2..].SequenceEqual(bytes) ? entry : null;
    }

    private static LedgerEntry? Parse(ReadOnlySpan<byte> bytes)
    {
        Utf8JsonReader json = new(bytes);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        Draft draft = new();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!Member(ref json, draft))
            {
                return null;
            }
        }

        return json.TokenType == JsonTokenType.EndObject && !json.Read() ? draft.Finish() : null;
    }

    private static bool Member(ref Utf8JsonReader json, Draft draft)
    {
        if (json.ValueTextEquals("action"u8)) { return Next(ref json) && (draft.Action = LedgerWords.Action(json.ValueSpan)) is not null; }
        if (json.ValueTextEquals("actor"u8)) { return (draft.Actor = Text(ref json)) is not null; }
        if (json.ValueTextEquals("agreements"u8)) { return (draft.Agreements = List(ref json, static (ref Utf8JsonReader j) => j.GetString()!)).Count > 0; }
        if (json.ValueTextEquals("at"u8)) { return Next(ref json) && (draft.At = LedgerWords.ReadMoment(json.ValueSpan)) is not null; }
        if (json.ValueTextEquals("content"u8)) { return Next(ref json) && (draft.Content = Convert.FromHexString(json.GetString()!)).Length > 0; }
        if (json.ValueTextEquals("delivery"u8)) { return (draft.Delivery = Text(ref json)) is not null; }
        if (json.ValueTextEquals("exchange"u8)) { return (draft.Exchange = Text(ref json)) is not null; }
        if (json.ValueTextEquals("onBehalfOf"u8)) { return (draft.OnBehalfOf = Text(ref json)) is not null; }
        if (json.ValueTextEquals("organisation"u8)) { return (draft.Organisation = Text(ref json)) is not null; }
        if (json.ValueTextEquals("outcome"u8)) { return (draft.Outcome = Text(ref json)) is not null; }
        if (json.ValueTextEquals("purpose"u8)) { return (draft.Purpose = Text(ref json)) is not null; }
        if (json.ValueTextEquals("reason"u8)) { return (draft.Reason = Text(ref json)) is not null; }
        if (json.ValueTextEquals("recipient"u8)) { return (draft.Recipient = Text(ref json)) is not null; }
        if (json.ValueTextEquals("recipientSystem"u8)) { return (draft.RecipientSystem = Text(ref json)) is not null; }
        if (json.ValueTextEquals("subjects"u8)) { return (draft.Subjects = List(ref json, Subject)).Count > 0; }
        return json.ValueTextEquals("withheld"u8) && json.Read() && json.TryGetInt32(out draft.Withheld);
    }

    private static bool Next(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.String;

    private static string? Text(ref Utf8JsonReader json) => Next(ref json) ? json.GetString() : null;

    private static ulong Subject(ref Utf8JsonReader json) => ulong.Parse(json.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static List<T> List<T>(ref Utf8JsonReader json, Item<T> item)
    {
        List<T> list = [];
        if (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            while (Next(ref json))
            {
                list.Add(item(ref json));
            }
        }

        return list;
    }

    private delegate T Item<T>(ref Utf8JsonReader json);

    private sealed class Draft
    {
        public LedgerAction? Action;
        public long? At;
        public string? Actor;
        public string? OnBehalfOf;
        public string? Organisation;
        public string? Recipient;
        public string? RecipientSystem;
        public string? Purpose;
        public string? Reason;
        public List<string> Agreements = [];
        public string? Exchange;
        public string? Delivery;
        public byte[] Content = [];
        public List<ulong> Subjects = [];
        public int Withheld;
        public string? Outcome;

        // The organisation of an actor that has none, such as the platform, is empty, and what is empty is left out.
        public LedgerEntry? Finish() => Action is LedgerAction action && At is long at && Actor is not null
            ? new LedgerEntry
            {
                Action = action,
                At = at,
                Actor = Actor,
                OnBehalfOf = OnBehalfOf,
                Organisation = Organisation ?? "",
                Recipient = Recipient,
                RecipientSystem = RecipientSystem,
                Purpose = Purpose,
                Reason = Reason,
                Agreements = Agreements,
                Exchange = Exchange,
                Delivery = Delivery,
                Content = Content,
                Subjects = Subjects,
                Withheld = Withheld,
                Outcome = Outcome,
            }
            : null;
    }
}
