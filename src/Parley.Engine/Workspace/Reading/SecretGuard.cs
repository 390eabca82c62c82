using System.Text.RegularExpressions;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Finds secrets that stand in a file of definitions: a workspace is kept in git, and whoever can read it would have them.</summary>
internal static partial class SecretGuard
{
    /// <summary>Reports every value below a map that looks like a secret, without repeating it.</summary>
    public static void Check(YamlMap map)
    {
        foreach (YamlEntry entry in map.Entries)
        {
            Check(entry.Key, entry.Value);
        }
    }

    /// <summary>Whether a header of this name carries a secret.</summary>
    public static bool IsSecretHeader(string name) => SecretHeader().IsMatch(name);

    private static void Check(string key, YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                Check(map);
                break;
            case YamlList list:
                foreach (YamlNode item in list.Items)
                {
                    Check(key, item);
                }

                break;
            case YamlScalar scalar when LooksSecret(scalar.Text):
                scalar.Report(YamlIssues.InlineSecret, $"'{key}' holds what looks like a secret");
                break;
        }
    }

    private static bool LooksSecret(string text) => SecretValue().IsMatch(text);

    [GeneratedRegex("^(?:proxy-)?authorization$|^cookie$|api-?key|token|secret|password", RegexOptions.IgnoreCase)]
    private static partial Regex SecretHeader();

    // A private key, a signed token, well-known forms of cloud and forge keys, a password in a connection string, a name and password in an address.
    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,}|\b(?:password|pwd)\s*=\s*[^\s;$]+|://[^/\s:@]+:[^/\s@$]+@",
        RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();
}
