using System.CommandLine;
using System.Net.Http.Headers;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley process start</c>: starts an instance on a server.</summary>
internal sealed class ProcessStartCommand : ParleyCommand
{
    private readonly Argument<string> _name = new("process") { Description = "The process" };
    private readonly Option<string?> _version = new("--version") { Description = "Its version; the highest when not given", HelpName = "version" };
    private readonly Option<string?> _input = new("--input", "-i") { Description = "The input: JSON, or @FILE; an empty object when not given", HelpName = "json" };
    private readonly Option<string?> _once = new("--once") { Description = "A key of your own: a repetition with the same key within a day starts nothing", HelpName = "key" };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "Why; kept in the ledger", HelpName = "text" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ProcessStartCommand()
        : base("start", "Start an instance of a process on a server")
    {
        Arguments.Add(_name);
        foreach (Option option in new Option[] { _version, _input, _once, _reason, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        The instance is durable once this answers, and stays on the version it was started with. One that has faulted by then, on an input that does not fit say, ends the command
        with exit code 5 and why. Needs an operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley process start arrest-to-file --input '{\"case\":\"WX-1\"}'", "parley process start arrest-to-file --input @case.json --once WX-1"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string path = $"v1/processes/{Uri.EscapeDataString(parsed.GetRequiredValue(_name))}/instances";
        path += parsed.GetValue(_version) is { } version ? "?version=" + Uri.EscapeDataString(version) : "";
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(await ReadAsync(parsed.GetValue(_input), cancellationToken)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (parsed.GetValue(_once) is { } once)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", once);
        }

        StatedReason.Add(request.Headers, null, parsed.GetValue(_reason));
        ServerAnswer answer = await client.SendAsync(request, cancellationToken);
        int exit = ServerCalls.Show(output, answer, null, ProcessListCommand.Columns);
        if (!answer.IsGood || answer.Text("status") != "faulted")
        {
            return exit;
        }

        // The instance is there, and has failed at once: what is wrong with the input is what the caller wants to know.
        ServerAnswer failed = await client.GetAsync("v1/processes/instances/" + Uri.EscapeDataString(answer.Text("instance")!), cancellationToken);
        output.Note($"parley: the process faulted: {(failed.IsGood ? ProcessShowCommand.ErrorOf(failed.Json!) : failed.Text("detail"))}");
        return ExitCode.ProcessFaulted;
    }

    private static async Task<byte[]> ReadAsync(string? input, CancellationToken cancellationToken)
    {
        if (input is not ['@', .. string file])
        {
            return System.Text.Encoding.UTF8.GetBytes(input ?? "{}");
        }

        return File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : throw new UsageException($"there is no file {file}");
    }
}
