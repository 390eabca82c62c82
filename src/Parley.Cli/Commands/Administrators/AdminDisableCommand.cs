using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Server.Access;

namespace Parley.Cli.Commands.Administrators;

/// <summary><c>parley admin disable</c>: lets a local administrator in no more.</summary>
internal sealed class AdminDisableCommand : ParleyCommand
{
    private readonly Argument<string> _name = new("name") { Description = "The administrator" };
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();

    public AdminDisableCommand()
        : base("disable", "Let a local administrator in no more, and end its sessions at once") =>
        Takes(_name, _workspace);

    /// <inheritdoc/>
    public override string Details => "'parley admin create' with the same name enables it again, with a new password.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley admin disable first"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string name = parsed.GetValue(_name)!;
        await using LocalAdministrators administrators = await AdministratorInput.OpenAsync(parsed.GetValue(_workspace), cancellationToken);
        if (!await administrators.DisableAsync(name, AdminCommand.By, cancellationToken))
        {
            output.Note($"parley: there is no enabled administrator '{name}'");
            return ExitCode.Faults;
        }

        if (output.Json)
        {
            output.JsonResult(new JsonObject { ["administrator"] = name, ["disabled"] = true });
        }
        else
        {
            output.Line($"{name} is disabled");
        }

        return ExitCode.Ok;
    }
}
