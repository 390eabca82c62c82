using System.Text;
using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>One step of an instance as it is kept for replays: what it took, and by what that is known again what it asked for.</summary>
/// <param name="Kind">What it took.</param>
/// <param name="At">The instant of the step.</param>
/// <param name="Version">The version of the workspace whose settings it was made with.</param>
internal sealed record RecordedStep(RecordedKind Kind, DateTimeOffset At, long Version)
{
    /// <summary>The most bytes of one; what is larger is not kept.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The event; null for none.</summary>
    public ProcessEvent? Event { get; init; }

    /// <summary>The stored event that it was; 0 for none.</summary>
    public long Offered { get; init; }

    /// <summary>The definition that it began on or was moved to; 0 for none.</summary>
    public long Definition { get; init; }

    /// <summary>What it asked for, in order.</summary>
    public IReadOnlyList<RecordedEffect> Effects { get; init; } = [];

    /// <summary>The first step.</summary>
    public static RecordedStep Start(long definition, DateTimeOffset at, long version, ProcessStep step, string instance) =>
        new(RecordedKind.Started, at, version) { Definition = definition, Effects = EffectsOf(step, instance) };

    /// <summary>A step that took an event.</summary>
    public static RecordedStep Of(ProcessEvent happened, long offered, long version, ProcessStep step, string instance) =>
        new(RecordedKind.Happened, happened.At, version) { Event = happened, Offered = offered, Effects = EffectsOf(step, instance) };

    /// <summary>A move to another definition.</summary>
    public static RecordedStep Move(long definition, DateTimeOffset at, long version) => new(RecordedKind.Moved, at, version) { Definition = definition };

    /// <summary>What of a step's effects is compared and kept: all but what only says how the instance itself stands.</summary>
    public static IReadOnlyList<RecordedEffect> EffectsOf(ProcessStep step, string instance) =>
    [
        .. step.Effects.Where(e => e is not LifecycleEffect)
            .Select(e => new RecordedEffect(KeyOf(e, instance), EffectHash.KindOf(e), EffectHash.Of(e, instance, step.State.At))),
    ];

    /// <summary>An effect's key without the instance.</summary>
    public static string KeyOf(ProcessEffect effect, string instance) => effect.Key.Length > instance.Length ? effect.Key[(instance.Length + 1)..] : "";

    /// <summary>The step as bytes; without the event when it is too large.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = ToBytes(Kind);
        return bytes.Length > MostBytes ? ToBytes(RecordedKind.TooLarge) : bytes;
    }

    /// <summary>Reads one back; bytes that are none throw.</summary>
    public static RecordedStep Read(byte[] bytes)
    {
        using BinaryReader reader = new(new MemoryStream(bytes), Encoding.UTF8);
        RecordedKind kind = (RecordedKind)reader.ReadByte();
        RecordedStep step = new(kind, DateTimeOffset.FromUnixTimeMilliseconds(reader.Read7BitEncodedInt64()), reader.Read7BitEncodedInt64())
        {
            Offered = reader.Read7BitEncodedInt64(),
            Definition = reader.Read7BitEncodedInt64(),
            Event = kind == RecordedKind.Happened ? RecordedEvents.Read(reader) : null,
        };
        RecordedEffect[] effects = new RecordedEffect[reader.Read7BitEncodedInt()];
        for (int i = 0; i < effects.Length; i++)
        {
            effects[i] = new RecordedEffect(reader.ReadString(), reader.ReadString(), reader.ReadInt64());
        }

        return step with { Effects = effects };
    }

    private byte[] ToBytes(RecordedKind kind)
    {
        using MemoryStream stream = new(256);
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write((byte)kind);
        writer.Write7BitEncodedInt64(At.ToUnixTimeMilliseconds());
        writer.Write7BitEncodedInt64(Version);
        writer.Write7BitEncodedInt64(Offered);
        writer.Write7BitEncodedInt64(Definition);
        if (kind == RecordedKind.Happened)
        {
            RecordedEvents.Write(writer, Event!);
        }

        writer.Write7BitEncodedInt(kind == RecordedKind.TooLarge ? 0 : Effects.Count);
        foreach (RecordedEffect effect in kind == RecordedKind.TooLarge ? [] : Effects)
        {
            writer.Write(effect.Key);
            writer.Write(effect.Kind);
            writer.Write(effect.Hash);
        }

        writer.Flush();
        return stream.ToArray();
    }
}
