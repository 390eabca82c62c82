using Parley.Engine.Expressions;
using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>What instances took, as bytes.</summary>
internal static class RecordedEvents
{
    private const byte Completed = 1;
    private const byte Failed = 2;
    private const byte Answered = 3;
    private const byte Fired = 4;
    private const byte Received = 5;
    private const byte Continued = 6;
    private const byte Suspended = 7;
    private const byte Resumed = 8;
    private const byte Cancelled = 9;
    private const byte Undone = 10;

    /// <summary>Writes one.</summary>
    public static void Write(BinaryWriter writer, ProcessEvent happened)
    {
        (byte kind, JqValue? value) = happened switch
        {
            EffectCompleted completed => (Completed, completed.Output),
            EffectFailed failed => (Failed, failed.Error.ToValue()),
            HttpAnswered => (Answered, null),
            TimerFired => (Fired, null),
            EventReceived received => (Received, received.Event),
            ProcessContinued => (Continued, null),
            ProcessSuspended => (Suspended, null),
            ProcessResumed => (Resumed, (JqValue?)null),
            ProcessCancelled cancelled => (cancelled.Undo ? Undone : Cancelled, null),
            _ => throw new ArgumentException($"An event of the type {happened.GetType().Name} is not known.", nameof(happened)),
        };
        writer.Write(kind);
        writer.Write7BitEncodedInt64(happened.At.ToUnixTimeMilliseconds());
        if (happened is KeyedEvent keyed)
        {
            writer.Write(keyed.Key);
        }

        if (value is not null)
        {
            Write(writer, value.ToUtf8());
        }
        else if (happened is HttpAnswered answered)
        {
            Write(writer, answered.Answer);
        }
    }

    /// <summary>Reads one back.</summary>
    public static ProcessEvent Read(BinaryReader reader)
    {
        byte kind = reader.ReadByte();
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(reader.Read7BitEncodedInt64());
        return kind switch
        {
            Completed => new EffectCompleted(reader.ReadString(), ReadValue(reader), at),
            Failed => new EffectFailed(reader.ReadString(), ProcessError.FromValue(ReadValue(reader)), at),
            Answered => new HttpAnswered(reader.ReadString(), ReadAnswer(reader), at),
            Fired => new TimerFired(reader.ReadString(), at),
            Received => new EventReceived(ReadValue(reader), at),
            Continued => new ProcessContinued(at),
            Suspended => new ProcessSuspended(at),
            Resumed => new ProcessResumed(at),
            Cancelled => new ProcessCancelled(false, at),
            Undone => new ProcessCancelled(true, at),
            _ => throw new InvalidDataException("An event is of another form than this version reads."),
        };
    }

    /// <summary>Writes bytes with their length.</summary>
    public static void Write(BinaryWriter writer, ReadOnlyMemory<byte> bytes)
    {
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes.Span);
    }

    /// <summary>Reads bytes with their length.</summary>
    public static byte[] ReadBytes(BinaryReader reader)
    {
        int length = reader.Read7BitEncodedInt();
        byte[] bytes = reader.ReadBytes(length);
        return bytes.Length == length ? bytes : throw new EndOfStreamException();
    }

    private static void Write(BinaryWriter writer, HttpAnswer answer)
    {
        writer.Write7BitEncodedInt(answer.Status);
        writer.Write7BitEncodedInt(answer.Headers.Count);
        foreach ((string name, string text) in answer.Headers)
        {
            writer.Write(name);
            writer.Write(text);
        }

        Write(writer, answer.Content);
    }

    private static HttpAnswer ReadAnswer(BinaryReader reader)
    {
        int status = reader.Read7BitEncodedInt();
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            string name = reader.ReadString();
            headers[name] = reader.ReadString();
        }

        return new HttpAnswer(status, headers, ReadBytes(reader));
    }

    private static JqValue ReadValue(BinaryReader reader) =>
        JqValue.TryParse(ReadBytes(reader), out JqValue? value, out string? fault) ? value : throw new InvalidDataException(fault);
}
