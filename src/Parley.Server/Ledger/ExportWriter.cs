using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>Writes an export: entries with their tiles, and a checkpoint now and then.</summary>
internal sealed class ExportWriter(LedgerReader reader, Stream output)
{
    private const long Between = 10_000;
    private static readonly byte[] s_newline = [(byte)'\n'];

    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        if (await reader.LastCheckpointAsync(cancellationToken) is not { } last || Checkpoint.Parse(SignedNote.Parse(last.Note)?.Text ?? "") is not { } head)
        {
            return 0;
        }

        List<LedgerKeyRow> keys = await reader.KeysAsync(cancellationToken);
        await output.WriteAsync(LedgerExport.Header(head.Origin, last.Size, [.. keys.Select(k => NoteKey.Parse(k.Id)).OfType<NoteKey>()]), cancellationToken);
        CheckpointRow? next = await NextAsync(0, last, cancellationToken);
        await foreach ((long number, byte[] entry) in reader.EntriesAsync(0, last.Size, cancellationToken))
        {
            await output.WriteAsync(entry, cancellationToken);
            await output.WriteAsync(s_newline, cancellationToken);
            long size = number + 1;
            if (size % Tile.FullWidth == 0 || size == last.Size)
            {
                await WriteTileAsync(number / Tile.FullWidth, (int)(number % Tile.FullWidth) + 1, cancellationToken);
            }

            if (size == next?.Size)
            {
                await output.WriteAsync(LedgerExport.CheckpointLine(next.Note), cancellationToken);
                next = size == last.Size ? null : await NextAsync(size, last, cancellationToken);
            }
        }

        return last.Size;
    }

    /// <summary>A store has a checkpoint a second; an export needs enough to say where something is wrong.</summary>
    private async Task<CheckpointRow> NextAsync(long size, CheckpointRow last, CancellationToken cancellationToken) =>
        (await reader.CheckpointsAfterAsync(size + Between - 1, 1, cancellationToken)) is [{ } found] && found.Size < last.Size ? found : last;

    private async Task WriteTileAsync(long number, int width, CancellationToken cancellationToken)
    {
        Tile? tile = await reader.TileAsync(0, number, cancellationToken);
        if (tile is null || tile.Width < width)
        {
            throw new StoreUnavailableException($"The ledger's tile 0/{number} is missing: run 'parley ledger verify'.", null);
        }

        await output.WriteAsync(LedgerExport.TileLine(tile with { Hashes = tile.Hashes[..(width * TreeHash.Size)] }), cancellationToken);
    }
}
