using System.Text.Json;
using System.Threading.Channels;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Sending;

/// <summary>
/// The messages a system has to send, in order, kept in an append-only file: a message that was entered is sent even when the
/// process or the platform dies in between. Each is tried until the platform takes it or refuses it for good, with pauses that
/// double from 100 ms to 5 s.
/// </summary>
internal sealed class Outbox : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly PlatformClient? _platform;
    private readonly TimeProvider _clock;
    private readonly Channel<OutboxEntry> _waiting = Channel.CreateUnbounded<OutboxEntry>();
    private readonly Dictionary<string, OutboxEntry> _finished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutboxEntry> _pending = new(StringComparer.Ordinal);
    private string _lastFault = "";

    public Outbox(string folder, PlatformClient? platform, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        _platform = platform;
        _clock = clock;
        _file = new FileStream(Path.Combine(folder, "outbox.ndjson"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        JournalFile.Replay<OutboxEntry>(_file, (entry, _, _) => Note(entry));
        foreach (var entry in _pending.Values)
        {
            _waiting.Writer.TryWrite(entry);
        }
    }

    /// <summary>Keeps a message to send; the same key twice is one message.</summary>
    public void Add(OutboxEntry entry)
    {
        lock (_gate)
        {
            if (_platform is null || _pending.ContainsKey(entry.Id) || _finished.ContainsKey(entry.Id))
            {
                return;
            }

            Write(entry);
            _waiting.Writer.TryWrite(entry);
        }
    }

    /// <summary>What became of the message with a key; null when none was ever to be sent.</summary>
    public OutboxEntry? Find(string id)
    {
        lock (_gate)
        {
            return _finished.GetValueOrDefault(id) ?? _pending.GetValueOrDefault(id);
        }
    }

    public OutboxState State()
    {
        lock (_gate)
        {
            var refused = _finished.Values.Where(entry => entry.Outcome == "refused").Select(entry => $"{entry.Id}: {entry.Answer}");
            return new OutboxState(_pending.Count, _finished.Values.Count(entry => entry.Outcome == "sent"), [.. refused], _lastFault);
        }
    }

    public override void Dispose()
    {
        _file.Dispose();
        _platform?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_platform is null)
        {
            return;
        }

        await foreach (var entry in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            await SendUntilSettled(_platform, entry, stoppingToken);
        }
    }

    private async Task SendUntilSettled(PlatformClient platform, OutboxEntry entry, CancellationToken cancel)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var result = await platform.Send(entry, cancel);
            if (result.IsSent || result.IsRefused)
            {
                Settle(entry with { Body = "", Outcome = result.IsSent ? "sent" : "refused", Answer = result.Answer });
                return;
            }

            _lastFault = result.Answer;
            await Task.Delay(pause, _clock, cancel);
        }
    }

    private void Settle(OutboxEntry outcome)
    {
        lock (_gate)
        {
            Write(outcome);
            _lastFault = "";
        }
    }

    private void Write(OutboxEntry entry)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, JsonText.Compact);
        RandomAccess.Write(_file.SafeFileHandle, [line, "\n"u8.ToArray()], _file.Length);
        Note(entry);
    }

    private void Note(OutboxEntry entry)
    {
        if (entry.Outcome is null)
        {
            _pending[entry.Id] = entry;
            return;
        }

        _pending.Remove(entry.Id);
        _finished[entry.Id] = entry;
    }
}
