using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Processes;
using Parley.Server.Exceptions;
using Parley.Server.Processes;

namespace Parley.Server.Replays;

/// <summary>Compares what came of a message in two worlds, by names: the values themselves stay where they are.</summary>
internal sealed class Comparison
{
    private const int Most = 200;

    private readonly List<ReplayDifference> _differences = [];

    /// <summary>What is otherwise, up to two hundred of one exchange.</summary>
    public IReadOnlyList<ReplayDifference> Differences => _differences;

    /// <summary>Compares two words.</summary>
    public void Word(string what, string place, string was, string now)
    {
        if (was != now && _differences.Count < Most)
        {
            _differences.Add(new ReplayDifference(what, place, was, now));
        }
    }

    /// <summary>Compares what was found: codes by place.</summary>
    public void Issues(string? was, string? now) => Lines("issue", Found(was), Found(now), "found");

    /// <summary>Compares two bundles: by type and number of each record, for the dictionaries may not be the same.</summary>
    public void Bundles(Bundle? was, Bundle? now)
    {
        Lines("attribute", Attributes(was), Attributes(now), "value");
        Lines("link", Links(was), Links(now), "there");
    }

    /// <summary>Compares two messages that were written: fields by their places.</summary>
    public void Messages(string place, string format, byte[]? was, byte[]? now)
    {
        if (was is null || now is null)
        {
            Word("message", place, was is null ? "" : "there", now is null ? "" : "there");
        }
        else if (!was.AsSpan().SequenceEqual(now))
        {
            int before = _differences.Count;
            Lines("message", MessageLines.Of(format, was), MessageLines.Of(format, now), "value", place);
            if (_differences.Count == before)
            {
                // The same fields in another order or layout.
                Word("message", place, "layout", "other layout");
            }
        }
    }

    /// <summary>Compares how a run of an instance ended with how another did, or where it stands.</summary>
    /// <param name="was">The end that is stored.</param>
    /// <param name="now">The state of the other.</param>
    /// <param name="standing">How the other stands, in words.</param>
    /// <param name="errorAt">Where an error is shown.</param>
    public void Ends(ProcessState was, ProcessState now, string standing, string errorAt)
    {
        Word("status", "instance", ProcessJson.StatusOf(was.Status), standing);
        Word("error", errorAt, was.Error?.Type ?? "", now.Error?.Type ?? "");
        Word("output", "instance", was.Output is null ? "" : "value", now.Output is null ? "" : now.Output.Equals(was.Output) ? "value" : "other value");
    }

    private void Lines(string what, IReadOnlyDictionary<string, string> was, IReadOnlyDictionary<string, string> now, string word, string? place = null)
    {
        foreach (string name in was.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            bool isOld = was.TryGetValue(name, out string? old);
            bool isNew = now.TryGetValue(name, out string? then);
            if (isOld != isNew || old != then)
            {
                Word(what, place is null ? name : $"{place} {name}", isOld ? word : "", isNew ? (isOld ? "other " + word : word) : "");
            }
        }
    }

    private static Dictionary<string, string> Found(string? issues) => Prevention.Found(issues)
        .GroupBy(f => PlaceOf(f.Code, f.Path), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Count().ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    // The name of a field that no rule knows is the message's own, and stays there.
    private static string PlaceOf(string code, string path) => path.Contains(" < ", StringComparison.Ordinal) ? $"{code} {path}" : code;

    private static Dictionary<string, string> Attributes(Bundle? bundle)
    {
        Dictionary<string, string> lines = new(StringComparer.Ordinal);
        foreach ((Record record, string name) in Named(bundle))
        {
            lines[name] = "";
            foreach (ref readonly AttributeValue item in record.Attributes)
            {
                lines[$"{name}.{item.Attribute.Name}"] = item.Value.ToString();
            }
        }

        return lines;
    }

    private static Dictionary<string, string> Links(Bundle? bundle)
    {
        string[] names = [.. Named(bundle).Select(n => n.Name)];
        return (bundle?.Links ?? []).GroupBy(l => $"{names[l.From]} {l.Role.Name} {names[l.To]}")
            .ToDictionary(g => g.Key, g => "", StringComparer.Ordinal);
    }

    private static List<(Record Record, string Name)> Named(Bundle? bundle)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        List<(Record, string)> named = [];
        foreach (Record record in bundle?.Records ?? [])
        {
            int number = counts[record.Type.Name] = counts.GetValueOrDefault(record.Type.Name) + 1;
            named.Add((record, string.Create(CultureInfo.InvariantCulture, $"{record.Type.Name}[{number}]")));
        }

        return named;
    }
}
