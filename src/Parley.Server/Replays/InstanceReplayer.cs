using System.Globalization;
using Parley.Engine.Processes;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>
/// Runs instances of processes again as they ran: each on the definition that it ran on, given what it took then, by the very step function. What it asks for is
/// compared with what it asked for, and never carried out.
/// </summary>
internal sealed class InstanceReplayer(ProcessView view, ProcessCatalogue catalogue, Worlds worlds, Store store)
{
    /// <summary>Runs one; null when there is none.</summary>
    public async Task<InstanceRun?> RunAsync(long id, CancellationToken cancellationToken)
    {
        if (await view.FindAsync(id, cancellationToken) is not { } found)
        {
            return null;
        }

        if (Obstacle(found) is string why)
        {
            return new InstanceRun(found) { Cannot = why };
        }

        List<RecordPiece> pieces = [];
        foreach (byte[]? piece in await store.Reader.ProcessStepsAsync(id, Disclosure.PermitProcess(), cancellationToken))
        {
            if (piece is null)
            {
                return new InstanceRun(found) { Cannot = "Its recorded steps cannot be opened." };
            }

            pieces.Add(RecordPiece.Read(piece));
        }

        return await RunAsync(found, pieces, cancellationToken);
    }

    private static string? Obstacle(ProcessInstanceView found) =>
        found.Row.Erased is long erased
            ? string.Create(CultureInfo.InvariantCulture, $"Its content was erased at {Clock.Moment(erased):yyyy-MM-dd'T'HH:mm:ss'Z'}: {found.Row.ErasedWhy}.")
        : found.Content is null ? "Its content cannot be opened."
        : found.Content.Record is null ? "It began before steps were recorded."
        : found.Row.Status == ProcessStatus.Pending ? "It has not begun."
        : found.State is null ? "Its state cannot be read."
        : null;

    private async Task<InstanceRun> RunAsync(ProcessInstanceView found, List<RecordPiece> pieces, CancellationToken cancellationToken)
    {
        // Where the oldest steps are no longer kept, a replay begins with the state that the oldest piece ended with.
        RecordPiece? before = pieces is [{ First: > 0 } oldest, ..] ? oldest : null;
        long first = before is null ? 0 : before.First + before.Steps.Count;
        InstanceRun run = new(found)
        {
            First = first,
            Missing = before is null ? null : string.Create(CultureInfo.InvariantCulture, $"Steps 1 to {first} of {found.Content!.Record!.Count} are no longer kept; it was replayed from the state after them."),
        };
        Replay replay = new(run, PublicId.Process(found.Row.Id));
        if (before is not null && !await BeginAsync(replay, before, cancellationToken))
        {
            return run with { Cannot = $"{run.Missing} That state cannot be read." };
        }

        foreach (byte[] step in pieces.Where(p => p != before).SelectMany(p => p.Steps).Concat(found.Content!.Record!.Newest))
        {
            RecordedStep recorded = RecordedStep.Read(step);
            if (await CannotAsync(recorded, replay, cancellationToken) is string why)
            {
                run.Missing = string.Create(CultureInfo.InvariantCulture, $"Step {replay.Number + 1} of {found.Content.Record.Count} and those after it were not replayed: {why}.");
                return run;
            }
        }

        replay.CompareEnd(found.State!);
        return run;
    }

    private async Task<bool> BeginAsync(Replay replay, RecordPiece before, CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(before.Definition, cancellationToken) is not { } definition
            || !ProcessState.TryRead(before.State, definition.Definition, out ProcessState? state, out _))
        {
            return false;
        }

        replay.Begin(definition, state);
        return true;
    }

    private async Task<string?> CannotAsync(RecordedStep recorded, Replay replay, CancellationToken cancellationToken)
    {
        if (recorded.Kind == RecordedKind.TooLarge)
        {
            return $"what it took was larger than the {RecordedStep.MostBytes} bytes that are kept of one";
        }

        if (recorded.Definition != 0)
        {
            if (await catalogue.FindAsync(recorded.Definition, cancellationToken) is not { } definition)
            {
                return "the definition that it ran on cannot be read";
            }

            replay.Definition = definition;
        }

        if (await worlds.FindAsync(recorded.Version, cancellationToken) is not LoadedWorkspace loaded)
        {
            return "the text of the workspace that it ran under was not kept";
        }

        replay.Make(recorded, ProcessTools.SettingsOf(loaded));
        return null;
    }
}
