using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parley.Engine.Evidence;

/// <summary>
/// A whole ledger as lines of JSON: a header, then entries in order, after each 256 of them (and after the last) the tile of their hashes, and
/// checkpoints each at its place. The last line is the checkpoint over all of it.
/// </summary>
public static class LedgerExport
{
    /// <summary>What the header calls it.</summary>
    public const string Format = "parley-ledger-export/1";

    private const int MostLine = 1 << 20;
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first line.</summary>
    public static byte[] Header(string origin, long size, IReadOnlyList<NoteKey> keys) => Line(writer =>
    {
        writer.WriteString("format"u8, Format);
        writer.WriteStartArray("keys"u8);
        foreach (NoteKey key in keys)
        {
            writer.WriteStringValue(key.ToString());
        }

        writer.WriteEndArray();
        writer.WriteString("origin"u8, origin);
        writer.WriteNumber("size"u8, size);
    });

    /// <summary>The line of a tile.</summary>
    public static byte[] TileLine(Tile tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        return Line(writer =>
        {
            writer.WriteString("hashes"u8, Convert.ToBase64String(tile.Hashes));
            writer.WriteNumber("tile"u8, tile.Number);
        });
    }

    /// <summary>The line of a checkpoint.</summary>
    public static byte[] CheckpointLine(string note) => Line(writer => writer.WriteString("checkpoint"u8, note));

    /// <summary>Verifies an export.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="trusted">The keys that are trusted; none: those that the header names, which proves only that the file is whole.</param>
    /// <param name="known">A checkpoint that was kept elsewhere, signed; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<HistoryVerifier> VerifyAsync(Stream stream, IReadOnlyList<NoteKey> trusted, string? known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trusted);
        LineReader lines = new(stream, MostLine);
        byte[]? first = await lines.NextAsync(cancellationToken);
        if (first is null || ReadHeader(first) is not { } header)
        {
            HistoryVerifier none = new(trusted);
            none.Report(new LedgerFinding(LedgerIssues.NotEvidence, "line 1 is not the header of an export", null));
            return none;
        }

        ExportReading reading = new(new HistoryVerifier(trusted.Count > 0 ? trusted : header.Keys), header.Size, header.Origin, known);
        ExportBlock block = new();
        ExportBlock next = new();
        await block.ReadAsync(lines, cancellationToken);
        while (block.Lines.Count > 0)
        {
            // The next lines are read while these are hashed.
            Task ahead = Task.Run(() => next.ReadAsync(lines, cancellationToken), cancellationToken);
            block.HandTo(reading);
            await ahead;
            (block, next) = (next, block);
        }

        return reading.End(lines.EndedWhole);
    }

    /// <summary>The number and the hashes of a tile's line; null when it is none.</summary>
    internal static Tile? ReadTile(byte[] line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            Tile tile = new(0, json.RootElement.GetProperty("tile").GetInt64(), json.RootElement.GetProperty("hashes").GetBytesFromBase64());
            return TileLine(tile).AsSpan().TrimEnd((byte)'\n').SequenceEqual(line) ? tile : null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The note of a checkpoint's line; null when it is none.</summary>
    internal static string? ReadCheckpoint(byte[] line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            string? note = json.RootElement.GetProperty("checkpoint").GetString();
            return note is not null && CheckpointLine(note).AsSpan().TrimEnd((byte)'\n').SequenceEqual(line) ? note : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static (string Origin, long Size, IReadOnlyList<NoteKey> Keys)? ReadHeader(byte[] line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            List<NoteKey> keys = [];
            foreach (JsonElement text in json.RootElement.GetProperty("keys").EnumerateArray())
            {
                if (NoteKey.Parse(text.GetString()!) is not { } key)
                {
                    return null;
                }

                keys.Add(key);
            }

            string origin = json.RootElement.GetProperty("origin").GetString()!;
            long size = json.RootElement.GetProperty("size").GetInt64();
            return keys.TrueForAll(k => k.Name == origin) && Header(origin, size, keys).AsSpan().TrimEnd((byte)'\n').SequenceEqual(line) ? (origin, size, keys) : null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, s_json))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
