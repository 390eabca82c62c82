using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads addresses and paths, with their variables put in.</summary>
internal static class AddressReader
{
    /// <summary>An absolute http or https address that must be there; null when it is not usable.</summary>
    /// <param name="context">The reading.</param>
    /// <param name="map">The map it stands in.</param>
    /// <param name="key">Its key.</param>
    /// <param name="placeholders">The placeholders allowed in path and query; null when they are not known.</param>
    public static string? Url(ReadContext context, YamlMap map, string key, IReadOnlyCollection<string>? placeholders)
    {
        if (map.Require(key) is not { } node || !node.TryAs(YamlForms.Text, key, out string raw) || Variables(context, node, raw) is not { } text)
        {
            return null;
        }

        string plausible = VariableText.Plausible(text);
        PlaceholderText.Check(node, plausible, placeholders);
        if (UrlFault(plausible) is { } fault)
        {
            node.Report(YamlIssues.BadUrl, $"'{key}' {fault}");
            return null;
        }

        return text;
    }

    /// <summary>A list of absolute http or https addresses, without placeholders; those that are not usable are reported and left out.</summary>
    public static IReadOnlyList<string> Urls(ReadContext context, YamlMap map, string key)
    {
        List<string> urls = [];
        foreach (YamlNode node in map.List(key)?.Items ?? [])
        {
            if (!node.TryAs(YamlForms.Text, key, out string raw) || Variables(context, node, raw) is not { } text)
            {
                continue;
            }

            string plausible = VariableText.Plausible(text);
            PlaceholderText.Check(node, plausible, []);
            if (UrlFault(plausible) is { } fault)
            {
                node.Report(YamlIssues.BadUrl, $"'{key}' {fault}");
                continue;
            }

            urls.Add(text);
        }

        return urls;
    }

    /// <summary>A path on the machine, relative to the workspace or absolute; null when it is not usable.</summary>
    public static string? MachinePath(ReadContext context, YamlMap map, string key)
    {
        if (map.Require(key) is not { } node || !node.TryAs(YamlForms.Text, key, out string raw) || Variables(context, node, raw) is not { } text)
        {
            return null;
        }

        return IsSound(node, key, text) ? text : null;
    }

    /// <summary>
    /// The path, from the workspace's root, of a file of the workspace that is named relative to a folder, or from the root with a leading
    /// slash; null, with the fault reported, when it is not there.
    /// </summary>
    public static string? WorkspacePath(ReadContext context, YamlNode node, string key, string folder)
    {
        if (!node.TryAs(YamlForms.Text, key, out string text) || !IsSound(node, key, text))
        {
            return null;
        }

        string path = text.StartsWith('/') ? text[1..] : folder + (text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text);
        if (context.TryUse(path, out _))
        {
            return path;
        }

        node.Report(WorkspaceIssues.MissingFile, $"there is no file {path}{YamlForms.DidYouMean(path, context.Paths)}");
        return null;
    }

    /// <summary>A text with its variables put in; null when one has no value.</summary>
    public static string? Variables(ReadContext context, YamlNode node, string raw)
    {
        if (VariableText.HasBrokenReference(raw))
        {
            node.Report(WorkspaceIssues.BadPlaceholder, "a reference to an environment variable is written ${NAME} or ${NAME:-default}");
            return null;
        }

        string text = VariableText.Substitute(raw, context.Environment, out string? missing);
        if (missing is not null)
        {
            node.Report(WorkspaceIssues.NoVariable, $"the environment variable {missing} is not set");
            return null;
        }

        return text;
    }

    private static bool IsSound(YamlNode node, string key, string path)
    {
        string? fault = path.Contains('\\') ? "must be written with forward slashes"
            : path.Split('/').Contains("..") ? "must not leave its folder with '..'"
            : path.Any(char.IsControl) ? "must not hold control characters"
            : null;
        if (fault is not null)
        {
            node.Report(YamlIssues.BadPath, $"'{key}' {fault}");
        }

        return fault is null;
    }

    private static string? UrlFault(string text)
    {
        int authority = text.IndexOf("://", StringComparison.Ordinal);
        int path = authority < 0 ? -1 : text.AsSpan(authority + 3).IndexOfAny('/', '?');
        string origin = path < 0 ? text : text[..(authority + 3 + path)];
        if (origin.Contains('{'))
        {
            return "may have placeholders only in its path and query";
        }

        bool isAbsolute = Uri.TryCreate(PlaceholderText.Plausible(text), UriKind.Absolute, out Uri? uri);
        return !isAbsolute || uri!.Scheme is not ("http" or "https") || uri.Host.Length == 0
            ? $"must be an absolute http or https address, not \"{text}\""
            : uri.Fragment.Length > 0 ? "must not have a fragment (#)" : null;
    }
}
