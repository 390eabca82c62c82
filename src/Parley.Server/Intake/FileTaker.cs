using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Intake;

/// <summary>
/// Takes one dropped file, message by message. Each message's idempotency key is the file's hash and its number, and how far the file was
/// taken is kept in the store, so that a crash at any point neither loses nor repeats one.
/// </summary>
internal sealed class FileTaker(Depositor depositor, Store store, WorkspaceHost workspace, ServerOptions options, ILogger<FileTaker> log)
{
    private const int InFlight = 64;
    private const int Checkpoint = 256;

    /// <summary>Takes a file and moves it to <c>done/</c> or <c>failed/</c>.</summary>
    public async Task TakeAsync(SystemDefinition system, MessageTypeDefinition type, FolderIntake intake, string file, CancellationToken cancellationToken)
    {
        string hash = await HashAsync(file, cancellationToken);
        string name = $"{system.Id}/{type.Name}/{hash}";
        FileRow row = await store.Reader.FileAsync(name, cancellationToken) ?? new FileRow(0, 0, null);
        FileProgress progress = new(name, Path.GetFileName(file), row.Messages, row.Refused);
        IssueSink framing = new();
        if (row.Finished is null)
        {
            await using RefusedMessages refused = new(file);
            await TakeMessagesAsync(new Source(system, type, intake, file, hash), progress, framing, refused, cancellationToken);
            if (framing.HasErrors)
            {
                await refused.AddAsync(progress.Messages + 1, 0, default, framing.Issues);
            }

            await SaveAsync(progress, finished: true, cancellationToken);
        }

        bool failed = framing.HasErrors || (progress.Refused > 0 && progress.Refused == progress.Messages);
        Move(file, failed ? "failed" : "done");
        Log.FileTaken(log, progress.File, system.Id, progress.Messages, progress.Refused);
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private static void Move(string file, string folder)
    {
        string directory = Path.Combine(Path.GetDirectoryName(file)!, folder);
        string target = Path.Combine(directory, Path.GetFileName(file));
        for (int i = 2; File.Exists(target); i++)
        {
            string numbered = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(file)}.{i}{Path.GetExtension(file)}");
            target = Path.Combine(directory, numbered);
        }

        File.Move(file, target);
    }

    private async Task TakeMessagesAsync(Source source, FileProgress progress, IssueSink framing, RefusedMessages refused, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(source.File);
        using MessageSplitter? splitter = source.Intake.ManyMessages ? source.Type.Translation.Format.CreateSplitter(stream, Limits()) : null;
        Queue<Taken> underWay = new();
        for (long number = 1; Next(splitter, stream, number, framing, out byte[] body); number++)
        {
            if (number <= progress.Messages)
            {
                continue;
            }

            if (underWay.Count == InFlight)
            {
                await SettleAsync(underWay.Dequeue(), progress, refused, cancellationToken);
            }

            string key = string.Create(CultureInfo.InvariantCulture, $"file:{source.Hash}:{number}");
            Received message = new() { Source = source.System, Type = source.Type, Body = body, Via = "folder", IdempotencyKey = key };
            underWay.Enqueue(new Taken(splitter?.Line ?? 1, body, depositor.DepositAsync(message, patient: true, cancellationToken)));
        }

        while (underWay.TryDequeue(out Taken? taken))
        {
            await SettleAsync(taken, progress, refused, cancellationToken);
        }
    }

    private FormatLimits Limits() => FormatLimits.Default with { Bytes = workspace.Current.Workspace.Installation.MaxMessageBytes };

    private bool Next(MessageSplitter? splitter, FileStream stream, long number, IssueSink framing, out byte[] body)
    {
        if (splitter is not null)
        {
            bool found = splitter.TryNext(out ReadOnlyMemory<byte> message, framing);
            body = found ? message.ToArray() : [];
            return found;
        }

        body = [];
        if (number > 1)
        {
            return false;
        }

        int most = workspace.Current.Workspace.Installation.MaxMessageBytes;
        if (stream.Length > most)
        {
            framing.Add(ServerIssues.TooLarge, $"The file has {stream.Length} bytes; a message may have {most}.");
            return false;
        }

        body = new byte[stream.Length];
        stream.ReadExactly(body);
        return true;
    }

    /// <summary>Waits for the oldest message under way; messages end in the order of the file, so progress is a single number.</summary>
    private async Task SettleAsync(Taken taken, FileProgress progress, RefusedMessages refused, CancellationToken cancellationToken)
    {
        DepositResult result = await taken.Deposit;
        progress.Messages++;
        if (result.Kind is DepositKind.Refused or DepositKind.KeyReused)
        {
            progress.Refused++;
            await refused.AddAsync(progress.Messages, taken.Line, taken.Body, result.Issues);
        }

        if (progress.Messages % Checkpoint == 0)
        {
            await SaveAsync(progress, finished: false, cancellationToken);
        }
    }

    private Task SaveAsync(FileProgress progress, bool finished, CancellationToken cancellationToken)
    {
        long now = Clock.Microseconds(options.Time);
        return store.WriteAsync(
            new StatementWork(Statements.SetFile, progress.Name, progress.File, progress.Messages, progress.Refused, finished ? now : SqlValue.Null, now),
            cancellationToken);
    }

    private sealed record Source(SystemDefinition System, MessageTypeDefinition Type, FolderIntake Intake, string File, string Hash);

    private sealed record Taken(int Line, byte[] Body, Task<DepositResult> Deposit);

    private sealed class FileProgress(string name, string file, long messages, long refused)
    {
        public string Name { get; } = name;

        public string File { get; } = file;

        public long Messages { get; set; } = messages;

        public long Refused { get; set; } = refused;
    }
}
