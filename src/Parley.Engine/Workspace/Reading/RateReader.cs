using System.Globalization;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>rates</c> of <c>access.yaml</c>.</summary>
internal static class RateReader
{
    private static readonly YamlForm<double> s_number = new("a number above 0", (YamlScalar s, out double value) =>
        double.TryParse(s.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is > 0 and <= 1e9
            ? null
            : $"must be a number above 0, not {s.Description}", AccessIssues.BadRate);

    /// <summary>Reads the rates; what is not said stays as it is without.</summary>
    public static RateRules Read(YamlMap map, AccessNames names)
    {
        RateRules standard = new();
        Dictionary<string, Rate> systems = new(StringComparer.Ordinal);
        YamlMap? single = map.Map("systems");
        foreach (YamlEntry entry in single?.Entries ?? [])
        {
            if (names.System(entry.Value, entry.Key))
            {
                systems[entry.Key] = One(single!, entry.Key, standard.System);
            }
        }

        RateRules rules = new()
        {
            Anonymous = One(map, "anonymous", standard.Anonymous),
            Person = One(map, "person", standard.Person),
            System = One(map, "system", standard.System),
            Operator = One(map, "operator", standard.Operator),
            SignIn = One(map, "sign-in", standard.SignIn),
            Systems = systems,
        };
        map.ReportUnknownKeys();
        return rules;
    }

    private static Rate One(YamlMap owner, string key, Rate standard)
    {
        if (owner.Map(key) is not { } map)
        {
            return standard;
        }

        bool second = map.TryGet("per-second", s_number, out double perSecond);
        bool minute = map.TryGet("per-minute", s_number, out double perMinute);
        if (map.Has("per-second") == map.Has("per-minute"))
        {
            map.Report(AccessIssues.BadRate, "a rate has either 'per-second' or 'per-minute'");
        }

        double rate = second ? perSecond : minute ? perMinute / 60 : standard.PerSecond;
        int burst = map.Optional("burst", YamlForms.Int(1, 1_000_000), Math.Max(1, (int)Math.Min(rate * 2, 1_000_000)));
        map.ReportUnknownKeys();
        return new Rate(rate, burst);
    }
}
