using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Server.Access;

namespace Parley.Cli.Commands.Administrators;

/// <summary><c>parley admin create</c>: makes a local administrator, or gives one another password.</summary>
internal sealed class AdminCreateCommand : ParleyCommand
{
    private readonly Argument<string> _name = new("name") { Description = "The name to sign in with: a-z, 0-9 and -" };
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();

    public AdminCreateCommand()
        : base("create", "Make a local administrator, or give one another password") =>
        Takes(_name, _workspace);

    /// <inheritdoc/>
    public override string Details => """
        Asks for the password on the terminal, twice; from a pipe it takes the first line. At least 12 characters; any are good, and none are asked for;
        passwords that everybody tries first are refused. There is no password to begin with. The administrator signs in at /sign-in/local and may do
        everything but hand in messages, so disable it once an identity provider is connected. A server may run meanwhile; sessions that the administrator
        has are ended, and what was done goes into the ledger.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley admin create first",
        "parley admin create first --workspace wexshire < password-file",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string name = parsed.GetValue(_name)!;
        await using LocalAdministrators administrators = await AdministratorInput.OpenAsync(parsed.GetValue(_workspace), cancellationToken);
        string password = AdministratorInput.ReadPassword();
        if (LocalAdministrators.Fault(name, password) is string fault)
        {
            output.Note($"parley: {fault}");
            return ExitCode.Faults;
        }

        bool isNew = await administrators.CreateAsync(name, password, AdminCommand.By, cancellationToken);
        if (output.Json)
        {
            output.JsonResult(new JsonObject { ["administrator"] = name, ["new"] = isNew });
        }
        else
        {
            output.Line(isNew ? $"{name} may sign in at /sign-in/local" : $"{name} has another password");
        }

        return ExitCode.Ok;
    }
}
