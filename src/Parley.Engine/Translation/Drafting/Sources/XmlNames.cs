using System.Globalization;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>Gives each namespace a prefix.</summary>
internal sealed class XmlNames
{
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);

    /// <summary>Proposes a prefix for a namespace; the first proposal that is free is kept.</summary>
    public void Propose(string uri, string prefix)
    {
        if (uri.Length > 0 && !_prefixes.ContainsKey(uri) && !_prefixes.ContainsValue(prefix))
        {
            _prefixes[uri] = prefix;
        }
    }

    public string Of(string uri, string local)
    {
        if (uri.Length == 0)
        {
            return local;
        }

        if (!_prefixes.TryGetValue(uri, out string? prefix))
        {
            _prefixes[uri] = prefix = "n" + (_prefixes.Count + 1).ToString(CultureInfo.InvariantCulture);
        }

        return prefix.Length == 0 ? local : $"{prefix}:{local}";
    }

    /// <summary>The format with its root and the namespaces used.</summary>
    public string Format(string root)
    {
        string namespaces = string.Join(", ", _prefixes.Select(p => $"{(p.Value.Length == 0 ? "default" : p.Value)}: {YamlWriting.Scalar(p.Key)}"));
        string quoted = YamlWriting.Scalar(root);
        return namespaces.Length == 0 ? $"{{ xml: {{ root: {quoted} }} }}" : $"{{ xml: {{ root: {quoted}, namespaces: {{ {namespaces} }} }} }}";
    }
}
