using System.Text.RegularExpressions;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads the headers of a delivery.</summary>
internal static partial class HeaderReader
{
    /// <summary>The name of an HTTP header (a token of RFC 9110 section 5.6.2).</summary>
    public static YamlForm<string> HeaderName { get; } = new("a header name such as X-Api-Key", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return Token().IsMatch(value) ? null : $"must be a header name such as X-Api-Key, not {s.Description}";
    });

    /// <summary>Reads the headers; a header that carries a secret is refused, for <c>auth</c> is its place.</summary>
    public static IReadOnlyDictionary<string, string> Read(YamlMap owner, IReadOnlyCollection<string>? placeholders)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (YamlEntry entry in owner.Map("headers")?.Entries ?? [])
        {
            if (!entry.Value.TryAs(YamlForms.AnyText, entry.Key, out string value))
            {
                continue;
            }

            PlaceholderText.Check(entry.Value, value, placeholders);
            if (Fault(entry, value) is null && !headers.TryAdd(entry.Key, value))
            {
                entry.Value.Report(WorkspaceIssues.Duplicate, $"the header {entry.Key} stands here again: header names have no case");
            }
        }

        return headers;
    }

    private static string? Fault(YamlEntry entry, string value)
    {
        if (SecretGuard.IsSecretHeader(entry.Key))
        {
            entry.Value.Report(YamlIssues.InlineSecret, $"the header {entry.Key} carries a secret; say it under auth");
            return entry.Key;
        }

        string? fault = !Token().IsMatch(entry.Key) ? $"'{entry.Key}' is no header name"
            : value.Any(c => char.IsControl(c) || c > 0x7e) ? $"'{entry.Key}' may hold only printable ASCII"
            : null;
        if (fault is not null)
        {
            entry.Value.Report(YamlIssues.Mistyped, fault);
        }

        return fault;
    }

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\\z")]
    private static partial Regex Token();
}
