using System.Text.Json;
using Parley.Engine.Search;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>What a search found, as the API shows it.</summary>
internal static class SearchJson
{
    /// <summary>Writes a page of an answer.</summary>
    public static void Write(Utf8JsonWriter writer, SearchPage shown)
    {
        (SearchAnswer answer, IReadOnlyList<FoundRecord> page, string? next) = shown;
        IReadOnlyDictionary<long, long> identities = shown.Identities;
        writer.WriteStartObject();
        writer.WriteNumber("count"u8, answer.Found.Count);
        writer.WriteBoolean("more"u8, answer.More);
        writer.WriteBoolean("complete"u8, answer.Complete);
        writer.WriteStartArray("results"u8);
        foreach (FoundRecord found in page)
        {
            WriteResult(writer, found, identities);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("facets"u8);
        WriteFacet(writer, "type", answer.Found.Select(f => f.Bundle.Permitted.Records[f.Place].Type.Name));
        WriteFacet(writer, "system", answer.Found.Select(f => f.Bundle.Stored.Row.System));
        writer.WriteEndObject();
        if (next is not null)
        {
            writer.WriteString("next"u8, next);
        }

        shown.Further?.Invoke(writer);
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, FoundRecord found, IReadOnlyDictionary<long, long> identities)
    {
        BundleRow row = found.Bundle.Stored.Row;
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Record(found.Record));
        if (identities.TryGetValue(found.Record, out long identity))
        {
            writer.WriteString("identity"u8, PublicId.Identity(identity));
        }

        writer.WriteString("type"u8, found.Bundle.Permitted.Records[found.Place].Type.Name);
        writer.WriteString("system"u8, row.System);
        writer.WriteString("knownAt"u8, Clock.Moment(row.KnownAt));
        if (found.IsLive)
        {
            writer.WriteBoolean("live"u8, true);
        }

        writer.WriteNumber("bits"u8, found.Match.Bits);
        writer.WriteStartArray("reasons"u8);
        foreach (SearchReason reason in found.Match.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("field"u8, reason.Field);
            writer.WriteString("agreement"u8, reason.Agreement);
            writer.WriteString("value"u8, reason.Value);
            writer.WriteNumber("bits"u8, Math.Round(reason.Bits, 2));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("attributes"u8);
        RecordJson.WriteAttributes(writer, found.Bundle.Permitted.Records[found.Place]);
        writer.WritePropertyName("links"u8);
        RecordJson.WriteLinks(writer, found.Bundle, found.Place);
        writer.WriteEndObject();
    }

    private static void WriteFacet(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartObject(name);
        foreach (IGrouping<string, string> group in values.GroupBy(v => v, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            writer.WriteNumber(group.Key, group.Count());
        }

        writer.WriteEndObject();
    }
}
