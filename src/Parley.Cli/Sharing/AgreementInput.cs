using System.CommandLine;
using System.Globalization;
using System.Text;
using Parley.Cli.Input;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Sharing;

/// <summary>Finds what a command about agreements is given: by name in the workspace, or as a file.</summary>
internal static class AgreementInput
{
    /// <summary>The day on which a command runs, by the zone whose days count unless an installation says otherwise.</summary>
    public static DateOnly Today => DayZone.Standard.DayOf(TimeProvider.System.GetUtcNow());

    /// <summary>An option that takes a day in ISO form.</summary>
    public static Option<DateOnly?> DateOption(string description, string name = "--date") => new(name)
    {
        Description = description,
        HelpName = "day",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            {
                return day;
            }

            result.AddError($"'{result.Tokens[0].Value}' is no day; write it as 2026-01-01");
            return null;
        },
    };

    /// <summary>The agreement of a name; misuse when there is none.</summary>
    public static AgreementStanding Find(LoadedWorkspace workspace, string name) =>
        workspace.Agreements.TryGetValue(name, out AgreementStanding? standing)
            ? standing
            : throw new UsageException($"there is no agreement '{name}'{YamlForms.DidYouMean(name, workspace.Agreements.Keys)}");

    /// <summary>The agreements of some names, or all of them, in order.</summary>
    public static IReadOnlyList<AgreementStanding> Select(LoadedWorkspace workspace, IReadOnlyList<string> names) => names.Count == 0
        ? [.. workspace.Agreements.Values.OrderBy(a => a.Agreement.Id, StringComparer.Ordinal)]
        : [.. names.Select(n => Find(workspace, n))];

    /// <summary>An edition: the agreement of a name, the text of a file, or standard input; null after its faults have been said.</summary>
    public static AgreementDefinition? Edition(string named, LoadedWorkspace workspace, Output output)
    {
        if (workspace.Agreements.TryGetValue(named, out AgreementStanding? standing))
        {
            return standing.Agreement;
        }

        if (named != "-" && !File.Exists(named))
        {
            throw new UsageException($"there is no agreement and no file '{named}'{YamlForms.DidYouMean(named, workspace.Agreements.Keys)}");
        }

        string path = named == "-" ? "standard input" : named;
        byte[] content = InputFile.Bytes(named);
        IssueSink issues = new();
        AgreementDefinition? agreement = YamlText.Decode(path, content, issues) is { } text ? AgreementDraft.Read(path, text, workspace, issues) : null;
        if (agreement is null)
        {
            string[] lines = Encoding.UTF8.GetString(content).Split('\n');
            new IssuePrinter(output, output.Notes).Print(issues.Issues.Where(i => i.Severity == Severity.Error), _ => lines);
        }

        return agreement;
    }
}
