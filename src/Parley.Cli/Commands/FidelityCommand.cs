using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Fidelity;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Commands;

/// <summary><c>parley fidelity</c>: what translations preserve, by themselves and from system to system.</summary>
internal sealed class FidelityCommand : ParleyCommand
{
    private readonly Argument<string?> _workspace = CommonOptions.WorkspaceArgument();
    private readonly Option<string?> _from = new("--from", "-f") { Description = "Only what this system sends", HelpName = "system" };
    private readonly Option<string?> _to = new("--to", "-t") { Description = "Only what this system receives", HelpName = "system" };
    private readonly Option<bool> _own = new("--each") { Description = "Each translation there and back, instead of pairs of systems" };
    private readonly Option<bool> _summary = new("--summary", "-s") { Description = "Counts only, a line for each pair" };

    public FidelityCommand()
        : base("fidelity", "Tell what arrives exact, normalised, narrowed, ambiguous or lost") =>
        Takes(_workspace, _from, _to, _own, _summary);

    /// <inheritdoc/>
    public override string Details => """
        Reads the definitions alone; no message is needed. For every pair of systems that exchange, each attribute that the source has is exact,
        normalised (other spelling, same meaning), narrowed (less arrives), ambiguous (can be read in more than one way) or lost, and why.
        An attribute that a recipient requires and a source never has is a fault (exit code 1).
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley fidelity --summary                       every pair, a line each",
        "parley fidelity --from beacon --to cornerstone  one pair, attribute by attribute",
        "parley fidelity --each                          each translation there and back",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        WorkspaceInput input = WorkspaceInput.Read(parsed.GetValue(_workspace), withSamples: false, environment: null);
        if (input.Sound(output) is not { } workspace)
        {
            return Task.FromResult(ExitCode.Faults);
        }

        List<(string From, string To, FidelityReport Report)> reports = parsed.GetValue(_own)
            ? [.. workspace.Translations.Values.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => (t.Name, t.Name, TranslationFidelity.Of(t)))]
            : Pairs(workspace, Known(workspace, parsed.GetValue(_from)), Known(workspace, parsed.GetValue(_to)));
        if (output.Json)
        {
            output.JsonResult(new JsonObject { ["reports"] = new JsonArray([.. reports.Select(r => ToJson(r.From, r.To, r.Report))]) });
        }
        else
        {
            Print(reports, parsed.GetValue(_summary), output);
        }

        List<Issue> issues = [.. reports.SelectMany(r => r.Report.Issues)];
        if (!output.Json && issues.Count > 0)
        {
            new IssuePrinter(output, output.Results).Print(issues, input.Lines);
        }

        return Task.FromResult(issues.Count > 0 ? ExitCode.Faults : ExitCode.Ok);
    }

    private static List<(string From, string To, FidelityReport Report)> Pairs(LoadedWorkspace workspace, string? from, string? to) =>
    [
        .. ExchangePairs.Of(workspace)
            .Where(p => (from is null || p.Source.Id == from) && (to is null || p.Recipient.Id == to))
            .Select(p => ($"{p.Source.Id}/{p.Sent.Name}", $"{p.Recipient.Id}/{p.Received.Name}", TranslationFidelity.Between(p.Sent.Translation, p.Received.Translation))),
    ];

    private static string? Known(LoadedWorkspace workspace, string? system) => system is null || workspace.Systems.ContainsKey(system)
        ? system
        : throw new UsageException($"there is no system '{system}'{YamlForms.DidYouMean(system, workspace.Systems.Keys)}");

    private static void Print(List<(string From, string To, FidelityReport Report)> reports, bool summary, Output output)
    {
        if (summary)
        {
            TextTable.Write(output, [.. reports.Select(r => Counts(r.From, r.To, r.Report))]);
            return;
        }

        foreach ((string from, string to, FidelityReport report) in reports)
        {
            output.Line(output.Bold(from == to ? from : $"{from} -> {to}"));
            TextTable.Write(output, [.. report.Lines.Select(l => new JsonObject
            {
                ["level"] = "  " + Word(l.Level),
                ["attribute"] = $"{l.Record}.{l.Attribute}",
                ["fields"] = from == to || l.To.Length == 0 ? l.From : $"{l.From} -> {l.To}",
                ["why"] = l.Why,
            })]);
            output.Line("");
        }
    }

    private static JsonObject Counts(string from, string to, FidelityReport report)
    {
        JsonObject counts = new() { ["from"] = from, ["to"] = from == to ? "" : "-> " + to };
        foreach (FidelityLevel level in Enum.GetValues<FidelityLevel>())
        {
            counts[Word(level)] = $"{report.Count(level)} {Word(level)}";
        }

        return counts;
    }

    private static JsonObject ToJson(string from, string to, FidelityReport report) => new()
    {
        ["from"] = from,
        ["to"] = to,
        ["counts"] = new JsonObject([.. Enum.GetValues<FidelityLevel>().Select(l => KeyValuePair.Create(Word(l), (JsonNode?)report.Count(l)))]),
        ["attributes"] = new JsonArray([.. report.Lines.Select(l => new JsonObject
        {
            ["record"] = l.Record,
            ["type"] = l.Type,
            ["attribute"] = l.Attribute,
            ["level"] = Word(l.Level),
            ["why"] = l.Why,
            ["from"] = l.From,
            ["to"] = l.To,
        })]),
        ["issues"] = new JsonArray([.. report.Issues.Select(IssuePrinter.ToJson)]),
    };

    private static string Word(FidelityLevel level) => YamlForms.Kebab(level.ToString());
}
