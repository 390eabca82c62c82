using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Workspace;
using Parley.Cli.Sharing;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Comparison;

namespace Parley.Cli.Commands.Agreements;

/// <summary><c>parley agreement diff</c>: what a new edition changes, in words.</summary>
internal sealed class AgreementDiffCommand : WorkspaceCommand
{
    private readonly Argument<string> _old = new("old") { Description = "The earlier edition: an agreement of the workspace, a file, or - for standard input" };
    private readonly Argument<string> _new = new("new") { Description = "The later edition, given in the same way" };

    public AgreementDiffCommand()
        : base("diff", "Say who gains and who loses which attribute between two editions") =>
        Takes(_old, _new);

    /// <inheritdoc/>
    public override string Details => """
        Tells in words who gains and who loses which attribute of which record in which role, and which conditions were loosened or tightened. Both
        editions are read with the organisations, groups and dictionary of the workspace.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley agreement diff wexshire-northmoor draft.yaml",
        "git show HEAD:agreements/wexshire-northmoor.yaml | parley agreement diff - wexshire-northmoor",
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, WorkspaceInput input, LoadedWorkspace workspace, Output output, CancellationToken cancellationToken)
    {
        if (AgreementInput.Edition(parsed.GetValue(_old)!, workspace, output) is not { } earlier
            || AgreementInput.Edition(parsed.GetValue(_new)!, workspace, output) is not { } later)
        {
            return ExitCode.Faults;
        }

        IReadOnlyList<AgreementChange> changes = AgreementComparison.Compare(earlier, later, workspace);
        if (output.Json)
        {
            output.JsonResult(ToJson(earlier, later, changes));
        }
        else
        {
            Print(changes, output);
        }

        return ExitCode.Ok;
    }

    private static void Print(IReadOnlyList<AgreementChange> changes, Output output)
    {
        if (changes.Count == 0)
        {
            output.Line("no difference: signatures over the one are signatures over the other");
        }

        foreach (AgreementChange change in changes)
        {
            string word = Word(change.Kind).PadRight(9);
            output.Line($"{change.Kind switch
            {
                ChangeKind.Gain or ChangeKind.Loosened => output.Yellow(word),
                ChangeKind.Loss or ChangeKind.Tightened => output.Green(word),
                _ => output.Blue(word),
            }}  {change.Text}");
        }
    }

    private static JsonObject ToJson(AgreementDefinition earlier, AgreementDefinition later, IReadOnlyList<AgreementChange> changes) => new()
    {
        ["old"] = earlier.Hash,
        ["new"] = later.Hash,
        ["changes"] = new JsonArray([.. changes.Select(c => (JsonNode)new JsonObject
        {
            ["kind"] = Word(c.Kind),
            ["text"] = c.Text,
            ["organisations"] = Texts(c.Organisations),
            ["record"] = c.Record,
            ["roles"] = Texts(c.Roles),
            ["attributes"] = Texts(c.Attributes),
        })]),
    };

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Gain => "gain",
        ChangeKind.Loss => "loss",
        ChangeKind.Loosened => "loosened",
        ChangeKind.Tightened => "tightened",
        _ => "changed",
    };
}
