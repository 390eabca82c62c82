using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley media list</c>: the objects of a record, or of a system.</summary>
internal sealed class MediaListCommand : ParleyCommand
{
    private static readonly string[] Columns = ["id", "state", "type", "size", "fileName", "completed", "sha256"];

    private readonly Option<string?> _record = new("--record") { Description = "The record whose objects are listed, as far as you may see them", HelpName = "id" };
    private readonly Option<string?> _system = new("--system") { Description = "For people and operators: the system whose objects are listed", HelpName = "system" };
    private readonly Option<string?> _purpose = new("--purpose") { Description = "What for; needed for other organisations' records", HelpName = "code" };
    private readonly Option<string?> _reason = CommonOptions.Reason();
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public MediaListCommand()
        : base("list", "List the objects of a record, or those that a system has uploaded")
    {
        foreach (Option option in (Option[])[_record, _system, _purpose, _reason, _server, _key])
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => "With --record, those it refers to and those attached to it; otherwise the system's newest 50, in whatever state they are.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley media list --record k-01hzy3k7w9abc --purpose investigation"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string address = parsed.GetValue(_record) is { } record ? $"v1/records/{Uri.EscapeDataString(record)}/media"
            : parsed.GetValue(_system) is { } system ? $"v1/media?system={Uri.EscapeDataString(system)}"
            : "v1/media";
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        using HttpRequestMessage request = MediaRequests.Get(address, parsed.GetValue(_purpose), parsed.GetValue(_reason));
        return ServerCalls.Show(output, await client.SendAsync(request, cancellationToken), "objects", Columns);
    }
}
