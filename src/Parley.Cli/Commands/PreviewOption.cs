using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary>An act on many that is shown first, and done with the token that this gave: <c>--confirm</c>.</summary>
/// <param name="command">The command, as the user writes it.</param>
internal sealed class PreviewOption(string command)
{
    /// <summary>The option.</summary>
    public Option<string?> Confirm { get; } = new("--confirm") { Description = "Do what was shown: the token of the preview", HelpName = "token" };

    /// <summary>Asks for the preview, or with its token for the act.</summary>
    public Task<ServerAnswer> AskAsync(ParseResult parsed, ServerClient client, string address, Func<JsonObject> body, CancellationToken cancellationToken) =>
        parsed.GetValue(Confirm) is string token
            ? client.PostAsync($"{address}/{Uri.EscapeDataString(token)}", [], cancellationToken)
            : client.PostAsync(address, body(), cancellationToken);

    /// <summary>Shows what would be done, or was, and how to do it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="output">Where to.</param>
    /// <param name="answer">The preview, or what was done.</param>
    /// <param name="list">The answer's list.</param>
    /// <param name="item">What each of it is called.</param>
    /// <param name="print">Prints what else there is to say.</param>
    /// <returns>The exit code: faults when some of it cannot be done.</returns>
    public int Show(ParseResult parsed, Output output, ServerAnswer answer, string list, string item, Action<JsonObject>? print = null)
    {
        (string yes, string no) = parsed.GetValue(Confirm) is null ? ("can", "cannot") : ("done", "notDone");
        int exit = answer.ShowRows(output, list, item, yes, "code", "outcome");
        if (exit != ExitCode.Ok)
        {
            return exit;
        }

        if (!output.Json)
        {
            print?.Invoke((JsonObject)answer.Json!);
            output.Note($"parley: {answer.Text(yes)} {(yes == "done" ? "done" : "can be done")}, {answer.Text(no)} not");
            if (yes == "can" && answer.Text(yes) != "0")
            {
                output.Note($"parley: nothing was done yet; to do it: {command} --confirm {answer.Text("token")}");
            }
        }

        return answer.Text(no) == "0" ? ExitCode.Ok : ExitCode.Faults;
    }
}
