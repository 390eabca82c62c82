using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley replay as-it-is-now</c>: recovery by what is in force, shown before it is done.</summary>
internal sealed class ReplayAsItIsNowCommand : ParleyCommand
{
    private readonly ReplayOptions _which = new();
    private readonly Option<string?> _confirm = new("--confirm") { Description = "Do what was shown: the token of the preview", HelpName = "token" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ReplayAsItIsNowCommand()
        : base("as-it-is-now", "Send exchanges again by what is in force, to whom they did not go")
    {
        _which.AddTo(this);
        Options.Add(_confirm);
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => """
        Without --confirm nothing happens: it is said of each exchange what would, and of some why it cannot be done. With the token that this prints, within ten
        minutes, it is done to those that were shown, as long as each still stands as it did. What was delivered, or is on its way, does not go again.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley replay as-it-is-now x-01hzy3k7w9abc", "parley replay as-it-is-now --status failed --system beacon", "parley replay as-it-is-now --confirm b-5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string? token = parsed.GetValue(_confirm);
        ServerAnswer answer = token is null
            ? await ServerCalls.SendObjectAsync(client, HttpMethod.Post, "v1/replays/as-it-is-now", _which.Body(parsed), cancellationToken)
            : await ServerCalls.SendObjectAsync(client, HttpMethod.Post, $"v1/replays/as-it-is-now/{Uri.EscapeDataString(token)}", [], cancellationToken);
        int exit = ServerCalls.Show(output, answer, "exchanges", "exchange", token is null ? "can" : "done", "code", "outcome");
        if (answer.IsGood && !output.Json && token is null && answer.Text("can") != "0")
        {
            output.Note($"nothing was done yet; to do it: parley replay as-it-is-now --confirm {answer.Text("token")}");
        }

        return exit == ExitCode.Ok && answer.Text(token is null ? "cannot" : "notDone") != "0" ? ExitCode.Faults : exit;
    }
}
