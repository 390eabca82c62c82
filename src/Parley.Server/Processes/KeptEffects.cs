using System.Text.RegularExpressions;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>
/// What an instance that runs another again takes from that one's record, so that nothing happens twice: the answers to effects that happened, events that were
/// taken, and the keys under which effects go out of which nobody knows whether they happened. What has been taken is gone.
/// </summary>
internal sealed partial class KeptEffects
{
    /// <summary>The instance that is run again.</summary>
    public required string Instance { get; init; }

    /// <summary>When that one began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Its effects, in the order in which they were asked for.</summary>
    public List<KeptEffect> Effects { get; init; } = [];

    /// <summary>The events that it took, in order.</summary>
    public List<KeptEvent> Events { get; init; } = [];

    /// <summary>Answers to what has been asked now, still to be taken.</summary>
    public List<KeyedEvent> Answers { get; init; } = [];

    /// <summary>The keys of then under which effects go out, by their own.</summary>
    public Dictionary<string, string> Keys { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The answer that came first then.</summary>
    public KeyedEvent? NextAnswer => Answers.MinBy(a => a.At);

    /// <summary>Takes an effect's place in the record; false when it is to be carried out.</summary>
    /// <param name="effect">What is asked.</param>
    /// <param name="instance">The instance that asks.</param>
    /// <param name="at">When it asks.</param>
    public bool Take(ProcessEffect effect, string instance, DateTimeOffset at)
    {
        string key = RecordedStep.KeyOf(effect, instance);
        long hash = EffectHash.Of(effect, instance, at);
        string place = Place(key);
        KeptEffect? kept = Effects.Find(e => e.IsWhatever && e.Key == key) ?? Effects.Find(e => !e.IsWhatever && !e.IsUncertain && e.Hash == hash && Place(e.Key) == place);
        if (kept is not null)
        {
            Effects.Remove(kept);
            if (kept.Answer is KeyedEvent answer)
            {
                Answers.Add(answer with { Key = effect.Key });
            }

            return true;
        }

        if (Effects.Find(e => e.IsUncertain && e.Hash == hash && Place(e.Key) == place) is { } uncertain)
        {
            Effects.Remove(uncertain);
            Keys[effect.Key] = $"{Instance}:{uncertain.Key}";
        }

        return false;
    }

    /// <summary>A key without the attempts that it tells apart: what one attempt did, another need not do.</summary>
    public static string Place(string key) =>
        Attempts().Replace(key, "").Replace("@!", "!", StringComparison.Ordinal).Replace(".!", "!", StringComparison.Ordinal).TrimEnd('@', '.');

    /// <summary>A copy that can be changed without changing this.</summary>
    public KeptEffects Copy() => new()
    {
        Instance = Instance,
        Started = Started,
        Effects = [.. Effects],
        Events = [.. Events],
        Answers = [.. Answers],
        Keys = new(Keys, StringComparer.Ordinal),
    };

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Instance);
        writer.Write(Started.ToUnixTimeMilliseconds());
        writer.Write7BitEncodedInt(Effects.Count);
        Effects.ForEach(e => Write(writer, e));
        writer.Write7BitEncodedInt(Events.Count);
        foreach (KeptEvent taken in Events)
        {
            writer.Write(taken.Id);
            writer.Write(taken.At.ToUnixTimeMilliseconds());
            RecordedEvents.Write(writer, taken.Event.ToUtf8());
        }

        writer.Write7BitEncodedInt(Answers.Count);
        Answers.ForEach(a => RecordedEvents.Write(writer, a));
        writer.Write7BitEncodedInt(Keys.Count);
        foreach ((string key, string then) in Keys)
        {
            writer.Write(key);
            writer.Write(then);
        }
    }

    /// <summary>Reads it back.</summary>
    public static KeptEffects Read(BinaryReader reader)
    {
        KeptEffects kept = new() { Instance = reader.ReadString(), Started = Moment(reader) };
        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            kept.Effects.Add(ReadEffect(reader));
        }

        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            kept.Events.Add(ReadEvent(reader));
        }

        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            kept.Answers.Add((KeyedEvent)RecordedEvents.Read(reader));
        }

        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            string key = reader.ReadString();
            kept.Keys[key] = reader.ReadString();
        }

        return kept;
    }

    private static void Write(BinaryWriter writer, KeptEffect effect)
    {
        writer.Write(effect.Key);
        writer.Write(effect.IsWhatever);
        writer.Write(effect.Hash);
        writer.Write(effect.IsUncertain);
        writer.Write(effect.Answer is not null);
        if (effect.Answer is not null)
        {
            RecordedEvents.Write(writer, effect.Answer);
        }
    }

    private static KeptEffect ReadEffect(BinaryReader reader) => new(
        reader.ReadString(), reader.ReadBoolean(), reader.ReadInt64(), reader.ReadBoolean(), reader.ReadBoolean() ? (KeyedEvent)RecordedEvents.Read(reader) : null);

    private static KeptEvent ReadEvent(BinaryReader reader)
    {
        (long id, DateTimeOffset at) = (reader.ReadInt64(), Moment(reader));
        return JqValue.TryParse(RecordedEvents.ReadBytes(reader), out JqValue? value, out string? fault) ? new KeptEvent(id, value, at) : throw new InvalidDataException(fault);
    }

    private static DateTimeOffset Moment(BinaryReader reader) => DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());

    // The depth of a try and its attempt: "1a2" within "@1a2.3i0!retry2".
    [GeneratedRegex(@"(?<=[@.])\d+a\d+\.?|(?<=!(?:attempt|retry))\d+")]
    private static partial Regex Attempts();
}
