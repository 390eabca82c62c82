using System.Globalization;
using Parley.Engine.Linkage;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>identities</c> of <c>parley.yaml</c>, and the model that it names.</summary>
internal static class IdentityReader
{
    private static readonly YamlForm<double> Bits = new("a number of bits", (YamlScalar s, out double value) =>
        double.TryParse(s.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is >= -3 and <= 100
            ? null : $"must be a number of bits from {BatchLinker.ReviewFloor} to 100, not {s.Description}");

    /// <summary>Reads the section.</summary>
    public static IdentityDefinition Read(ReadContext context, YamlMap map)
    {
        IdentityDefinition standard = new();
        IdentityDefinition read = new()
        {
            Model = Model(context, map) ?? standard.Model,
            JoinFrom = map.Optional("join-from", Bits, standard.JoinFrom),
            ReviewFrom = map.Optional("review-from", Bits, standard.ReviewFrom),
            Population = map.Optional("population", YamlForms.Int(2, int.MaxValue), standard.Population),
        };
        if (read.ReviewFrom > read.JoinFrom)
        {
            map.Report(WorkspaceIssues.Contradiction, "review-from is above join-from: no pair could wait for a decision");
        }

        map.ReportUnknownKeys();
        return read;
    }

    private static LinkageModel? Model(ReadContext context, YamlMap map)
    {
        if (!map.TryGet("model", YamlForms.Text, out string path))
        {
            return null;
        }

        if (context.Text(path) is string text)
        {
            return LinkageModelText.Read(path, text, context.Issues);
        }

        map.Report(WorkspaceIssues.MissingFile, $"there is no {path} here");
        return null;
    }
}
