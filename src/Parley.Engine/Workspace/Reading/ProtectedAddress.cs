using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Addresses over which secrets or keys travel: https, or http on this machine.</summary>
internal static class ProtectedAddress
{
    /// <summary>The address, or null when it is not usable.</summary>
    public static string? Read(ReadContext context, YamlMap map, string key)
    {
        string? text = AddressReader.Url(context, map, key, []);
        if (text is not null && !IsProtected(VariableText.Plausible(text)))
        {
            map.Find(key)!.Report(AccessIssues.NotEncrypted, $"'{key}' is neither https nor on this machine");
            return null;
        }

        return text;
    }

    private static bool IsProtected(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == "https" || uri.IsLoopback);
}
