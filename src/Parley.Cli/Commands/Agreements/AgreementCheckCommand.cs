using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Cli.Sharing;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;

namespace Parley.Cli.Commands.Agreements;

/// <summary><c>parley agreement check</c>: all faults of agreements, how each stands, and who gets what.</summary>
internal sealed class AgreementCheckCommand : ParleyCommand
{
    private static readonly string[] Folders = ["agreements/", "organisations/", "groups/", "sharing.yaml"];

    private readonly Argument<string[]> _names = new("agreement") { Description = "The agreements; all when none is named", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();

    public AgreementCheckCommand()
        : base("check", "Report all faults of agreements, how each stands, and who gets what") =>
        Takes(_names, _workspace);

    /// <inheritdoc/>
    public override string Details => """
        Checks agreements with the organisations, groups and rules that they use, and tells of each its state today, its level, whose signature is
        missing, and who gets which attributes of which records. Protected attributes are shown only where a condition for sensitive processing is named.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley agreement check",
        "parley agreement check wexshire-northmoor",
        "parley agreement check --json | jq '.agreements[] | {agreement, state}'",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string[] names = parsed.GetValue(_names) ?? [];
        WorkspaceInput input = WorkspaceInput.Read(parsed.GetValue(_workspace), withSamples: false, null);
        DateOnly today = AgreementInput.Today;
        IssueSink found = new();
        found.AddRange(input.Issues);
        IReadOnlyList<AgreementStanding> standings = [];
        if (input.Workspace is { } workspace)
        {
            standings = AgreementInput.Select(workspace, names);
            foreach (AgreementStanding standing in standings)
            {
                AgreementCalendar.Check(standing, today, found);
            }
        }

        Issue[] issues = [.. found.Issues.Where(i => IsMeant(i, names))];
        if (output.Json)
        {
            output.JsonResult(ToJson(input, standings, issues, today, output));
        }
        else
        {
            new IssuePrinter(output, output.Results).Print(issues, input.Lines);
            foreach (AgreementStanding standing in standings)
            {
                new AgreementPrinter(input.Workspace!, output).Print(standing, today);
                output.Line();
            }

            output.Line($"{IssuePrinter.Count(issues)}; {AgreementSummary.Of(standings, today)}");
        }

        return Task.FromResult(input.Workspace is null ? ExitCode.Faults : ExitCode.Ok);
    }

    // An error elsewhere is shown too, for it is why there is nothing else to show.
    private static bool IsMeant(Issue issue, string[] names)
    {
        string file = issue.Position.File ?? "";
        bool sharing = Folders.Any(f => file.StartsWith(f, StringComparison.Ordinal));
        bool named = names.Length == 0 || !file.StartsWith("agreements/", StringComparison.Ordinal)
            || names.Any(n => file.StartsWith($"agreements/{n}.", StringComparison.Ordinal));
        return issue.Severity == Severity.Error || (sharing && named);
    }

    private static JsonObject ToJson(WorkspaceInput input, IReadOnlyList<AgreementStanding> standings, Issue[] issues, DateOnly today, Output output) => new()
    {
        ["workspace"] = input.Root,
        ["sound"] = input.Workspace is not null,
        ["day"] = $"{today:yyyy-MM-dd}",
        ["agreements"] = new JsonArray([.. standings.Select(s => (JsonNode)new AgreementPrinter(input.Workspace!, output).ToJson(s, today))]),
        ["issues"] = new JsonArray([.. issues.Select(IssuePrinter.ToJson)]),
    };
}
