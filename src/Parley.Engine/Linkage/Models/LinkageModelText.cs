using System.Globalization;
using System.Text;
using Parley.Engine.Issues;
using Parley.Engine.Linkage.Normalising;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Linkage.Models;

/// <summary>Reads and writes model files: YAML that a person can read, review and compare line by line.</summary>
public static class LinkageModelText
{
    private static readonly YamlForm<double> Number = new("a number above 0", (YamlScalar s, out double value) =>
        double.TryParse(s.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value > 0 && double.IsFinite(value) ? null : "must be a number above 0");

    private static readonly YamlForm<double> Probability = new("a probability", (YamlScalar s, out double value) =>
        double.TryParse(s.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is > 0 and <= 1 ? null : "must be a probability above 0 and at most 1",
        LinkageIssues.BadModel);

    private static readonly Lazy<LinkageModel> BuiltIn = new(() =>
    {
        IssueSink issues = new();
        return Read("general.yaml", LinkageResources.Text("general.yaml"), issues) ?? throw new InvalidOperationException(issues.Issues[0].ToString());
    });

    /// <summary>The general person model: trained without labels on generated people, meant for any file of persons.</summary>
    public static LinkageModel General => BuiltIn.Value;

    /// <summary>Reads a model's text; null, with errors reported, when it cannot be used.</summary>
    public static LinkageModel? Read(string path, string text, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        if (YamlText.TryParse(path, text, issues) is not { } root)
        {
            return null;
        }

        int before = issues.Count;
        string name = root.Required("model", YamlForms.Text) ?? "";
        int version = root.Required("version", YamlForms.Int(1, int.MaxValue));
        string origin = root.Optional("trained-on", YamlForms.Text, "");
        double matches = root.Optional("matches-per-record", Number, 0.5);
        double household = root.Optional("household-per-record", Number, 0.5);
        List<ComparisonParameters> comparisons = [.. (root.RequiredMap("comparisons")?.Entries ?? []).Select(e => Comparison(e, issues)).OfType<ComparisonParameters>()];
        root.ReportUnknownKeys();
        if (version != LinkageModel.FormVersion)
        {
            issues.Add(LinkageIssues.ModelVersion, $"the model is of version {version}; this program reads version {LinkageModel.FormVersion}", root.Position);
        }

        foreach (string missing in Enum.GetValues<ComparisonKind>().Select(ComparisonLevels.Word).Where(w => comparisons.TrueForAll(c => c.Key != w)))
        {
            issues.Add(LinkageIssues.BadModel, $"the comparison '{missing}' is missing", root.Position);
        }

        return issues.Count == before ? new LinkageModel(name, origin, comparisons) { MatchesPerRecord = matches, HouseholdPerRecord = household } : null;
    }

    /// <summary>A model's text.</summary>
    public static string Write(LinkageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# What two records' agreements and differences are worth. match: how often this level is seen when both are one person;\n");
        text.Append("# stranger: two people with nothing in common; household: two people of one household. Weight in bits = log2(match / stranger).\n");
        text.Append(CultureInfo.InvariantCulture, $"model: {Quoted(model.Name)}\nversion: {LinkageModel.FormVersion}\ntrained-on: {Quoted(model.Origin)}\n");
        text.Append(CultureInfo.InvariantCulture, $"matches-per-record: {Figure(model.MatchesPerRecord)}\nhousehold-per-record: {Figure(model.HouseholdPerRecord)}\ncomparisons:\n");
        foreach (ComparisonParameters comparison in model.Comparisons)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Quoted(comparison.Key)}:\n");
            foreach (LevelParameters level in comparison.Levels)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {level.Name + ":",-18} {{ match: {Figure(level.Match)}, stranger: {Figure(level.Stranger)}, household: {Figure(level.Household)} }}");
                text.Append(CultureInfo.InvariantCulture, $"   # {Math.Log2(level.Match / level.Stranger):+0.0;-0.0;0.0} bits\n");
            }
        }

        return text.ToString();
    }

    private static ComparisonParameters? Comparison(YamlEntry entry, IssueSink issues)
    {
        string word = entry.Key.Split(':')[0];
        ComparisonKind? kind = Enum.GetValues<ComparisonKind>().Where(k => ComparisonLevels.Word(k) == word).Select(k => (ComparisonKind?)k).FirstOrDefault();
        if (kind is null || entry.Value is not YamlMap map)
        {
            issues.Add(LinkageIssues.BadModel, $"'{entry.Key}' is no comparison", entry.KeyPosition);
            return null;
        }

        List<LevelParameters> levels = [];
        foreach (string level in ComparisonLevels.Of(kind.Value))
        {
            if (map.RequiredMap(level) is { } figures)
            {
                levels.Add(new LevelParameters(
                    level, figures.Required("match", Probability), figures.Required("stranger", Probability), figures.Required("household", Probability)));
                figures.ReportUnknownKeys();
            }
        }

        map.ReportUnknownKeys();
        return new ComparisonParameters(entry.Key, levels);
    }

    private static string Figure(double value) => value.ToString("0.######E+0", CultureInfo.InvariantCulture) is var scientific && value is < 0.001 ? scientific
        : value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
