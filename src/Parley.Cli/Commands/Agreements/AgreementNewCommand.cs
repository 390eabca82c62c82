using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Workspace;
using Parley.Cli.Sharing;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Commands.Agreements;

/// <summary><c>parley agreement new</c>: a first draft with a remark at each key.</summary>
internal sealed class AgreementNewCommand : WorkspaceCommand
{
    private readonly Argument<string> _name = new("agreement") { Description = "Its name, in kebab case" };
    private readonly Option<string> _from = new("--from", "-f") { Description = "The organisation or group that gives", HelpName = "organisation", Required = true };
    private readonly Option<string> _to = new("--to", "-t") { Description = "The organisation or group that receives", HelpName = "organisation", Required = true };

    public AgreementNewCommand()
        : base("new", "Write the first draft of an agreement, with a remark at each key") =>
        Takes(_name, _from, _to);

    /// <inheritdoc/>
    public override string Details => """
        Writes agreements/NAME.yaml, which must not be there yet. The draft is well-formed and permits nothing until somebody says what. It is proposed,
        and shares nothing, until every party has signed it.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley agreement new wexshire-northmoor --from wexshire-police --to northmoor-police",
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, WorkspaceInput input, LoadedWorkspace workspace, Output output, CancellationToken cancellationToken)
    {
        string[] names = [parsed.GetValue(_name)!, parsed.GetValue(_from)!, parsed.GetValue(_to)!];
        if (names.FirstOrDefault(n => !YamlForms.IsName(n)) is { } bad)
        {
            throw new UsageException($"'{bad}' is no name in kebab case, such as wexshire-northmoor");
        }

        string[] known = [.. workspace.Organisations.Keys, .. workspace.Groups.Keys];
        if (names.Skip(1).FirstOrDefault(n => !known.Contains(n, StringComparer.Ordinal)) is { } nobody)
        {
            string near = YamlForms.DidYouMean(nobody, known);
            throw new UsageException($"there is no organisation or group '{nobody}'{(near.Length > 0 ? near : $"; write organisations/{nobody}.yaml first")}");
        }

        string folder = Path.Combine(input.Root, "agreements");
        string path = Path.Combine(folder, $"{names[0]}.yaml");
        Directory.CreateDirectory(folder);
        try
        {
            using StreamWriter writer = new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write });
            writer.Write(new AgreementTemplate(workspace).Write(names[0], names[1], names[2], AgreementInput.Today));
        }
        catch (IOException fault)
        {
            throw new UsageException($"the draft cannot be written: {fault.Message}");
        }

        if (output.Json)
        {
            output.JsonResult(new JsonObject { ["agreement"] = names[0], ["file"] = path });
        }
        else
        {
            output.Line(path);
        }

        output.Note($"say what may be shared under 'permit', then: parley agreement check {names[0]}");
        return ExitCode.Ok;
    }
}
