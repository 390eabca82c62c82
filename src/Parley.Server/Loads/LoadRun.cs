using Parley.Engine.Evidence;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>
/// Takes the lines of one load's file. Each becomes an exchange without recipients, so that evidence, erasure, the repository and its search have it as they have any
/// other. How far the file is taken stands in the transaction of the lines themselves.
/// </summary>
internal sealed class LoadRun(Store store, Journey journey, WorkspaceHost workspace, LoadFiles files, LoadPace pace, KnownRecords known)
{
    /// <summary>How a loaded message came, in its exchange.</summary>
    public const string Via = "load";

    /// <summary>Takes what of a file has not been taken yet.</summary>
    /// <returns>Null when the file was taken to its end; otherwise why it could not be.</returns>
    public async Task<(IssueCode Code, string Why)?> TakeAsync(LoadRow load, CancellationToken cancellationToken)
    {
        if (!workspace.Current.Workspace.TryFind(load.System, load.Type, out SystemDefinition? system, out MessageTypeDefinition? type) || !type.Translation.CanRead)
        {
            return (LoadIssues.TypeGone, $"{load.System} has no message type {load.Type} that can be read.");
        }

        try
        {
            if (load.File is not null && !files.Measure(load, system, cancellationToken).Sha256.AsSpan().SequenceEqual(load.Sha256))
            {
                return (LoadIssues.FileChanged, $"{load.File} has another content.");
            }

            await pace.CaughtUpAsync(cancellationToken);
            using Stream stream = files.Open(load, system);
            return await TakeAsync(load, system, type, stream, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return (LoadIssues.FileChanged, failure.Message);
        }
    }

    /// <summary>What a line of a load is handed in as.</summary>
    public static Received MessageOf(SystemDefinition system, MessageTypeDefinition type, byte[] body) =>
        new() { Source = system, Type = type, Body = body, Via = Via, Deduplicate = false, IsHistory = true };

    /// <summary>Has the ledger say of a line whose purpose it is loaded for, by which load, and who asked for it.</summary>
    public static void Explain(LoadRow load, Prepared prepared)
    {
        List<LedgerEntry> entries = prepared.Record.Entries;
        for (int i = 0; i < entries.Count; i++)
        {
            entries[i] = entries[i] with
            {
                Purpose = load.Purpose,
                Reason = $"load {PublicId.Load(load.Id)}",
                OnBehalfOf = load.Actor == entries[i].Actor ? null : load.Actor,
            };
        }
    }

    private async Task<(IssueCode Code, string Why)?> TakeAsync(
        LoadRow load, SystemDefinition system, MessageTypeDefinition type, Stream stream, CancellationToken cancellationToken)
    {
        FormatLimits limits = FormatLimits.Default with { Bytes = workspace.Current.Workspace.Installation.MaxMessageBytes };
        using MessageSplitter splitter = type.Translation.Format.CreateSplitter(stream, limits);
        IssueSink framing = new();
        SeenLines seen = new();
        LoadBatch batch = new();
        long refused = load.Refused;
        for (long position = 1; splitter.TryNext(out ReadOnlyMemory<byte> message, framing); position++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isNew = seen.TryAdd(message.Span);
            if (position <= load.Position)
            {
                continue;
            }

            if (isNew && await PrepareAsync(load, system, type, message, cancellationToken) is Prepared prepared)
            {
                batch.Add(prepared, position, splitter.Line);
            }
            else
            {
                batch.AddRepeated(position, splitter.Line);
            }

            if (batch.IsFull || refused + batch.Counts.Refused > load.MostRefused)
            {
                refused += await WriteAsync(load, batch, cancellationToken);
                batch = new LoadBatch();
            }

            if (refused > load.MostRefused)
            {
                return (LoadIssues.TooManyRefused, $"{refused} lines up to line {splitter.Line} are refused; at most {load.MostRefused} may be.");
            }
        }

        if (!batch.IsEmpty)
        {
            await WriteAsync(load, batch, cancellationToken);
        }

        return framing.HasErrors ? (LoadIssues.Unreadable, framing.Issues.First(i => i.Severity == Severity.Error).ToString()) : null;
    }

    /// <summary>A line ready to be written; null when the repository has it.</summary>
    private async ValueTask<Prepared?> PrepareAsync(
        LoadRow load, SystemDefinition system, MessageTypeDefinition type, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        Prepared prepared = journey.Prepare(MessageOf(system, type, message.ToArray()));
        if (prepared.Status == ExchangeStatus.Accepted && await known.HasAsync(prepared.Record.Exchange, cancellationToken))
        {
            return null;
        }

        Explain(load, prepared);
        return prepared;
    }

    private async Task<long> WriteAsync(LoadRow load, LoadBatch batch, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(cancellationToken);
        await store.WriteAsync(new LoadBatchWork(load, batch), CancellationToken.None);
        return batch.Counts.Refused;
    }
}
