using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Processes;

/// <summary><c>parley process start</c>: starts an instance on a server.</summary>
internal sealed class ProcessStartCommand : ServerCommand
{
    private readonly Argument<string> _name = new("process") { Description = "The process" };
    private readonly Option<string?> _version = new("--version") { Description = "Its version; the highest when not given", HelpName = "version" };
    private readonly Option<string?> _input = new("--input", "-i") { Description = "The input: JSON, or @FILE; an empty object when not given", HelpName = "json" };
    private readonly Option<string?> _once = new("--once") { Description = "A key of your own: a repetition with the same key within a day starts nothing", HelpName = "key" };
    private readonly Option<string?> _reason = CommonOptions.Reason();

    public ProcessStartCommand()
        : base("start", "Start an instance of a process on a server") =>
        Takes(_name, _version, _input, _once, _reason);

    /// <inheritdoc/>
    public override string Details => """
        The instance is durable once this answers, and stays on the version it was started with. One that has faulted by then, on an input that does not fit say, ends the command
        with exit code 5 and why. Needs an operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley process start arrest-to-file --input '{\"case\":\"WX-1\"}'", "parley process start arrest-to-file --input @case.json --once WX-1"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/processes/{parsed.GetRequiredValue(_name)}/instances", ("version", parsed.GetValue(_version)));
        JsonNode input = InputFile.Json(await InputFile.GivenAsync(parsed.GetValue(_input) ?? "{}", cancellationToken), "--input");
        StatedReason why = new(null, parsed.GetValue(_reason));
        using HttpRequestMessage request = ServerClient.Request(HttpMethod.Post, address, ServerClient.Content(input), why);
        if (parsed.GetValue(_once) is { } once)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", once);
        }

        ServerAnswer answer = await client.SendAsync(request, cancellationToken);
        int exit = answer.ShowRow(output, ProcessListCommand.Columns);
        if (!answer.IsGood || answer.Text("status") != "faulted")
        {
            return exit;
        }

        // The instance is there, and has failed at once: what is wrong with the input is what the caller wants to know.
        ServerAnswer failed = await client.GetAsync(ServerCalls.Address($"v1/processes/instances/{answer.Text("instance")}"), cancellationToken);
        output.Note($"parley: the process faulted: {(failed.IsGood ? ProcessShowCommand.ErrorOf(failed.Json!) : failed.Text("detail"))}");
        return ExitCode.ProcessFaulted;
    }
}
