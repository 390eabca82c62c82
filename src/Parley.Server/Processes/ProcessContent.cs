using System.Text;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>What is stored of an instance beside what the store must ask for: its state, and what its effects came to be. Sealed as one value.</summary>
internal sealed class ProcessContent
{
    private const byte Form = 3;
    private const byte SecondForm = 2;
    private const byte FirstForm = 1;

    /// <summary>The state as JSON; of an instance that has not begun, its input.</summary>
    public byte[] State { get; set; } = [];

    /// <summary>What is to be carried out, in the order in which it was asked for.</summary>
    public List<Pending> Pending { get; private init; } = [];

    /// <summary>The rows of timers, by the keys of their effects.</summary>
    public Dictionary<string, long> Timers { get; private init; } = [];

    /// <summary>What is waited for with its rows, by the keys of the effects.</summary>
    public Dictionary<string, ListenBooking> Listens { get; private init; } = [];

    /// <summary>The instances that this one runs and waits for, by the keys of their effects.</summary>
    public Dictionary<string, long> Children { get; private init; } = [];

    /// <summary>The effects that another part has taken over, and answers some day: a person's task.</summary>
    public HashSet<string> Handed { get; private init; } = [];

    /// <summary>The events that it has taken: none is offered twice.</summary>
    public HashSet<long> Taken { get; private init; } = [];

    /// <summary>Timers that fired while it was put aside.</summary>
    public List<string> Missed { get; private init; } = [];

    /// <summary>The exchanges that something in the state was taken from.</summary>
    public HashSet<long> Exchanges { get; init; } = [];

    /// <summary>What it took and asked for, step by step; null for an instance that began before this was kept.</summary>
    public ProcessRecord? Record { get; private init; } = new();

    /// <summary>What is taken from the record of the instance that it runs again; null when it runs none again.</summary>
    public KeptEffects? Kept { get; init; }

    /// <summary>A copy that can be changed without changing this.</summary>
    public ProcessContent Copy() => new()
    {
        State = State,
        Pending = [.. Pending],
        Timers = new(Timers),
        Listens = new(Listens),
        Children = new(Children),
        Handed = [.. Handed],
        Taken = [.. Taken],
        Missed = [.. Missed],
        Exchanges = [.. Exchanges],
        Record = Record?.Copy(),
        Kept = Kept?.Copy(),
    };

    /// <summary>The content as bytes.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream stream = new(State.Length + 512);
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write(Form);
        Write(writer, State);
        writer.Write7BitEncodedInt(Pending.Count);
        foreach (Pending pending in Pending)
        {
            writer.Write(pending.Key);
            writer.Write((byte)pending.Kind);
            Write(writer, pending.Effect?.ToValue().ToUtf8() ?? []);
        }

        Write(writer, Timers);
        writer.Write7BitEncodedInt(Listens.Count);
        foreach (ListenBooking listen in Listens.Values)
        {
            Write(writer, listen.Effect.ToValue().ToUtf8());
            Write(writer, listen.Rows);
        }

        Write(writer, Children);
        Write(writer, Handed);
        Write(writer, Taken);
        Write(writer, Missed);
        Write(writer, Exchanges);
        writer.Write(Record is not null);
        Record?.Write(writer);
        writer.Write(Kept is not null);
        Kept?.Write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads it back; misuse, bytes that are none, throws.</summary>
    public static ProcessContent Read(byte[] bytes)
    {
        using BinaryReader reader = new(new MemoryStream(bytes), Encoding.UTF8);
        byte form = reader.ReadByte();
        if (form is not (Form or SecondForm or FirstForm))
        {
            throw new InvalidDataException("The content is of another form than this version reads.");
        }

        return new ProcessContent
        {
            State = ReadBytes(reader),
            Pending = ReadList(reader, r => new Pending(r.ReadString(), (PendingKind)r.ReadByte(), ReadEffect(r))),
            Timers = ReadList(reader, r => KeyValuePair.Create(r.ReadString(), r.ReadInt64())).ToDictionary(),
            Listens = ReadList(reader, r => new ListenBooking((ListenEffect)ReadEffect(r)!, [.. ReadList(r, n => n.ReadInt64())])).ToDictionary(l => l.Effect.Key),
            Children = ReadList(reader, r => KeyValuePair.Create(r.ReadString(), r.ReadInt64())).ToDictionary(),
            Handed = [.. ReadList(reader, r => r.ReadString())],
            Taken = [.. ReadList(reader, r => r.ReadInt64())],
            Missed = ReadList(reader, r => r.ReadString()),
            Exchanges = form == FirstForm ? [] : [.. ReadList(reader, r => r.ReadInt64())],
            Record = form == Form && reader.ReadBoolean() ? ProcessRecord.Read(reader) : null,
            Kept = form == Form && reader.ReadBoolean() ? KeptEffects.Read(reader) : null,
        };
    }

    private static ProcessEffect? ReadEffect(BinaryReader reader)
    {
        byte[] json = ReadBytes(reader);
        return json.Length == 0 ? null
            : JqValue.TryParse(json, out JqValue? value, out string? fault) ? ProcessEffect.TryRead(value)
            : throw new InvalidDataException(fault);
    }

    private static void Write(BinaryWriter writer, byte[] bytes)
    {
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes);
    }

    private static void Write(BinaryWriter writer, Dictionary<string, long> rows)
    {
        writer.Write7BitEncodedInt(rows.Count);
        foreach ((string key, long row) in rows)
        {
            writer.Write(key);
            writer.Write(row);
        }
    }

    private static void Write(BinaryWriter writer, IReadOnlyCollection<long> numbers)
    {
        writer.Write7BitEncodedInt(numbers.Count);
        foreach (long number in numbers)
        {
            writer.Write(number);
        }
    }

    private static void Write(BinaryWriter writer, IReadOnlyCollection<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (string text in texts)
        {
            writer.Write(text);
        }
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(reader.Read7BitEncodedInt());

    private static List<T> ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        int count = reader.Read7BitEncodedInt();
        List<T> list = new(count);
        for (int i = 0; i < count; i++)
        {
            list.Add(read(reader));
        }

        return list;
    }
}
