using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Wexshire.Estate.Language;

/// <summary>
/// Checks one JSON object of a system's language and collects what is wrong with it. Paths are dotted names. Nested lists share
/// the list of faults, so one check of a message reports all of them at once.
/// </summary>
internal sealed class JsonCheck
{
    private readonly JsonObject _root;
    private readonly string _prefix;

    public JsonCheck(JsonObject root)
        : this(root, "", [])
    {
    }

    private JsonCheck(JsonObject root, string prefix, List<string> faults)
    {
        _root = root;
        _prefix = prefix;
        Faults = faults;
    }

    public List<string> Faults { get; }

    public string? Text(string path, bool required = false, string? pattern = null)
    {
        if (At(path) is not { } node)
        {
            FaultIf(required, path, "is mandatory");
            return null;
        }

        if (node.GetValueKind() != JsonValueKind.String)
        {
            FaultIf(true, path, "must be text");
            return null;
        }

        var text = node.GetValue<string>();
        FaultIf(required && text.Length == 0, path, "must not be empty");
        FaultIf(pattern is not null && !Regex.IsMatch(text, $"^(?:{pattern})$", RegexOptions.CultureInvariant), path, $"'{text}' has the wrong form");
        return text;
    }

    public string? Code(string path, IReadOnlyCollection<string> codes, bool required = false)
    {
        var text = Text(path, required);
        FaultIf(text is not null && !codes.Contains(text), path, $"'{text}' is not one of {string.Join(" ", codes)}");
        return text;
    }

    public double? Number(string path, double least, double most, bool required = false)
    {
        if (At(path) is not { } node)
        {
            FaultIf(required, path, "is mandatory");
            return null;
        }

        var number = node.GetValueKind() == JsonValueKind.Number ? node.GetValue<double>() : double.NaN;
        FaultIf(!(number >= least && number <= most), path, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"));
        return double.IsNaN(number) ? null : number;
    }

    public bool Flag(string path, bool required = false)
    {
        if (At(path) is not { } node)
        {
            FaultIf(required, path, "is mandatory");
            return false;
        }

        FaultIf(node.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False), path, "must be true or false");
        return node.GetValueKind() == JsonValueKind.True;
    }

    /// <summary>The object at a path as a check of its own; null when it is absent.</summary>
    public JsonCheck? Object(string path, bool required = false)
    {
        var node = At(path);
        FaultIf(node is null && required, path, "is mandatory");
        FaultIf(node is not null and not JsonObject, path, "must be an object");
        return node is JsonObject found ? new JsonCheck(found, $"{_prefix}{path}.", Faults) : null;
    }

    /// <summary>The objects of the list at a path, each as a check of its own.</summary>
    public List<JsonCheck> Each(string path, bool required = false)
    {
        var node = At(path);
        FaultIf(node is null && required, path, "is mandatory");
        FaultIf(node is not null and not JsonArray, path, "must be a list");
        var checks = new List<JsonCheck>();
        foreach (var (item, index) in (node as JsonArray ?? []).Select((item, index) => (item, index)))
        {
            FaultIf(item is not JsonObject, $"{path}[{index}]", "must be an object");
            if (item is JsonObject found)
            {
                checks.Add(new JsonCheck(found, $"{_prefix}{path}[{index}].", Faults));
            }
        }

        return checks;
    }

    public void Fault(string path, string what) => Faults.Add($"{_prefix}{path} {what}");

    private void FaultIf(bool wrong, string path, string what)
    {
        if (wrong)
        {
            Fault(path, what);
        }
    }

    private JsonNode? At(string path)
    {
        JsonNode? node = _root;
        foreach (var name in path.Split('.'))
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }
}
