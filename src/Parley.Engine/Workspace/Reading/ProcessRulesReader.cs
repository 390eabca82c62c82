using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>processes</c> of <c>parley.yaml</c>.</summary>
internal static class ProcessRulesReader
{
    /// <summary>Reads it.</summary>
    public static ProcessRules Read(ReadContext context, YamlMap map)
    {
        ProcessRules standard = new();
        Dictionary<string, string> calls = new(StringComparer.Ordinal);
        if (map.Map("calls") is { } places)
        {
            foreach (YamlEntry entry in places.Entries)
            {
                if (AddressReader.Url(context, places, entry.Key, []) is { } address)
                {
                    calls[entry.Key] = address;
                }
            }
        }

        Dictionary<string, SecretReference> secrets = new(StringComparer.Ordinal);
        if (map.Map("secrets") is { } given)
        {
            foreach (YamlEntry entry in given.Entries)
            {
                if (given.Required(entry.Key, YamlForms.Secret) is { } secret)
                {
                    secrets[entry.Key] = secret;
                }
            }
        }

        string? system = map.TryGet("system", YamlForms.Name, out string name) ? name : null;
        ProcessRules rules = new()
        {
            System = system,
            Calls = calls,
            Secrets = secrets,
            KeepEvents = map.Optional("keep-events", YamlForms.Duration, standard.KeepEvents),
            KeepEnded = map.Optional("keep-ended", YamlForms.Duration, standard.KeepEnded),
        };
        map.ReportUnknownKeys();
        return rules;
    }
}
