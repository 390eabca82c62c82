using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Server.Access;

namespace Parley.Cli.Commands.Administrators;

/// <summary><c>parley admin list</c>: the local administrators.</summary>
internal sealed class AdminListCommand : ParleyCommand
{
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();

    public AdminListCommand()
        : base("list", "List the local administrators") =>
        Takes(_workspace);

    /// <inheritdoc/>
    public override string Details => "Passwords are kept hashed and are never shown.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley admin list --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        await using LocalAdministrators administrators = await AdministratorInput.OpenAsync(parsed.GetValue(_workspace), cancellationToken);
        IReadOnlyList<LocalAdministrator> all = await administrators.ListAsync(cancellationToken);
        if (output.Json)
        {
            output.JsonResult(new JsonArray([.. all.Select(a => (JsonNode)new JsonObject { ["name"] = a.Name, ["created"] = a.Created, ["disabled"] = a.Disabled })]));
            return ExitCode.Ok;
        }

        if (all.Count == 0)
        {
            output.Note("parley: there are no administrators");
        }

        foreach (LocalAdministrator administrator in all)
        {
            string state = administrator.Disabled is DateTime when ? $"disabled {when:yyyy-MM-dd HH:mm}" : "enabled";
            output.Line($"{administrator.Name}  {state}, made {administrator.Created:yyyy-MM-dd HH:mm}");
        }

        return ExitCode.Ok;
    }
}
