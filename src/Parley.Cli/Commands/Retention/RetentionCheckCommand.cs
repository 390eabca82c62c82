using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Workspace;

namespace Parley.Cli.Commands.Retention;

/// <summary><c>parley retention check</c>: the rules of a workspace as they are read.</summary>
internal sealed class RetentionCheckCommand : WorkspaceCommand
{
    public RetentionCheckCommand()
        : base("check", "Print a workspace's retention rules in the order in which they are tried") =>
        Takes();

    /// <inheritdoc/>
    public override string Details => "Reads the workspace; no server is needed. The first rule that fits an exchange is the one that counts.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley retention check --workspace samples/wexshire/workspace"];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, WorkspaceInput input, LoadedWorkspace workspace, Output output, CancellationToken cancellationToken)
    {
        JsonObject[] rows = [.. workspace.Retention.Rules.Select(Row)];
        if (output.Json)
        {
            output.JsonResult(new JsonArray([.. rows]));
        }
        else
        {
            TextTable.Write(output, rows, head: true);
        }

        return ExitCode.Ok;
    }

    private static JsonObject Row(RetentionRule rule) => new()
    {
        ["rule"] = rule.Id,
        ["group"] = rule.Group ?? "any",
        ["trigger"] = string.Join(' ', rule.Types.Concat(rule.Where.Select(w => $"{w.Key}={string.Join('|', w.Value)}"))),
        ["period"] = rule.Period.ToString(),
        ["base"] = rule.Base,
        ["action"] = rule.Unattended ? "erase unattended" : rule.Action == RetentionAction.Erase ? "erase after review" : "review",
        ["again"] = rule.Again.ToString(),
        ["reset"] = rule.Reset == RetentionReset.Subject ? "subject" : "never",
    };
}
