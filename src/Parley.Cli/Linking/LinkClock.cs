using System.Text.Json.Nodes;

namespace Parley.Cli.Linking;

/// <summary>How long each part of a run took.</summary>
internal sealed class LinkClock(TimeProvider time)
{
    private long _start = time.GetTimestamp();

    /// <summary>The parts in order, with their seconds.</summary>
    public List<(string Part, double Seconds)> Laps { get; } = [];

    /// <summary>Ends a part.</summary>
    public void Lap(string part)
    {
        long now = time.GetTimestamp();
        Laps.Add((part, time.GetElapsedTime(_start, now).TotalSeconds));
        _start = now;
    }

    /// <summary>The parts as JSON.</summary>
    public JsonObject ToJson() => new(Laps.Select(l => KeyValuePair.Create(l.Part, (JsonNode?)Math.Round(l.Seconds, 3))));
}
