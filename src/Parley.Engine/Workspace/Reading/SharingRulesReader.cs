using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Reading;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>sharing.yaml</c>: what each level asks for, what marking and handling mean, and purposes of the workspace's own.</summary>
internal static class SharingRulesReader
{
    /// <summary>The file's path.</summary>
    public const string Path = "sharing.yaml";

    private static readonly YamlForm<string> Regime = YamlForms.OneOf("law-enforcement", "general", "intelligence-services");

    /// <summary>Reads the rules; the safe defaults where there is no file.</summary>
    public static SharingRules Read(ReadContext context)
    {
        if (!context.TryUse(Path, out _) || context.Map(Path) is not { } map)
        {
            return SharingRules.Default;
        }

        IReadOnlyDictionary<string, PurposeDefinition> purposes = Purposes(map);
        string local = map.Optional("local-purpose", YamlForms.Name, SharingRules.Default.LocalPurpose);
        if (!purposes.ContainsKey(local))
        {
            map.Find("local-purpose")!.Report(AgreementIssues.UnknownPurpose, $"there is no purpose '{local}'{YamlForms.DidYouMean(local, purposes.Keys)}");
        }

        SharingRules rules = new()
        {
            Purposes = purposes,
            LocalPurpose = local,
            Levels = AllLevels(map.Map("levels")),
            Handling = new HandlingRulesReader(context.Dictionary).Read(map.Map("handling")),
            RegimesMustFit = RegimesMustFit(map),
        };
        map.ReportUnknownKeys();
        return rules;
    }

    private static bool RegimesMustFit(YamlMap map)
    {
        bool fit = map.Optional("regimes-must-fit", YamlForms.Bool, true);
        if (!fit)
        {
            map.Find("regimes-must-fit")!.Report(
                AgreementIssues.Loosened, "an agreement may stand under another regime than its purpose or recipient (Data Protection Act 2018 section 36)");
        }

        return fit;
    }

    private static Dictionary<string, PurposeDefinition> Purposes(YamlMap map)
    {
        Dictionary<string, PurposeDefinition> purposes = new(PurposeDefinition.BuiltIn, StringComparer.Ordinal);
        YamlMap? own = map.Map("purposes");
        foreach (YamlEntry entry in own?.Entries ?? [])
        {
            own!.Find(entry.Key);
            if (!YamlForms.IsName(entry.Key))
            {
                own.Issues.Add(YamlIssues.Mistyped, $"'{entry.Key}' must be a name in kebab case such as fraud-prevention", entry.KeyPosition);
            }
            else if (entry.Value.AsMap(entry.Key) is { } purpose)
            {
                string title = purpose.Required("title", YamlForms.Text) ?? "";
                string regime = purpose.Required("regime", Regime) ?? "";
                purpose.ReportUnknownKeys();
                if (!purposes.TryAdd(entry.Key, new PurposeDefinition(entry.Key, title, regime)))
                {
                    own.Issues.Add(AgreementIssues.PurposeTwice, $"the purpose '{entry.Key}' is built in", entry.KeyPosition);
                }
            }
        }

        return purposes;
    }

    private static Dictionary<ExchangeLevel, LevelRules> AllLevels(YamlMap? map)
    {
        Dictionary<ExchangeLevel, LevelRules> levels = new(LevelRules.Default);
        foreach (ExchangeLevel level in Enum.GetValues<ExchangeLevel>())
        {
            if (map?.Map(Levels.Word(level)) is { } own)
            {
                levels[level] = Level(own, Levels.Word(level), levels[level]);
            }
        }

        map?.ReportUnknownKeys();
        return levels;
    }

    private static LevelRules Level(YamlMap map, string level, LevelRules standard)
    {
        LevelRules rules = new(
            Condition("agreement", standard.Agreement),
            Condition("transfer-basis", standard.TransferBasis),
            Condition("standard-format", standard.StandardFormat),
            Condition("reason", standard.Reason));
        map.ReportUnknownKeys();
        return rules;

        bool Condition(string key, bool safe)
        {
            bool asked = map.Optional(key, YamlForms.Bool, safe);
            if (safe && !asked)
            {
                map.Find(key)!.Report(AgreementIssues.Loosened, $"exchange at the level {level} no longer asks for '{key}'");
            }

            return asked;
        }
    }
}
