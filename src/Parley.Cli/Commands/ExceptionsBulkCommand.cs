using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley exceptions bulk</c>: an act on many exceptions, shown before it is done.</summary>
internal sealed class ExceptionsBulkCommand : ParleyCommand
{
    private readonly Argument<string?> _act = new("act") { Description = "What to do: resubmit, discard or reassign", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _confirm = new("--confirm") { Description = "Do what was shown: the token of the preview", HelpName = "token" };
    private readonly Option<string[]> _exception = new("--exception") { Description = "This exception; may be given several times", HelpName = "id" };
    private readonly Option<string?> _system = new("--system") { Description = "Those that came from this system", HelpName = "system" };
    private readonly Option<string?> _code = new("--code") { Description = "Those of this code", HelpName = "code" };
    private readonly Option<string?> _whose = new("--whose") { Description = "Those that are the task of the source, the platform or the recipient", HelpName = "whose" };
    private readonly Option<string?> _assignee = new("--assignee") { Description = "Those that were given to person:NAME, group:NAME, me or none", HelpName = "whom" };
    private readonly Option<string?> _person = new("--person") { Description = "For reassign: to this person", HelpName = "person" };
    private readonly Option<string?> _group = new("--group") { Description = "For reassign: to this group", HelpName = "group" };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "Why; for discard and reassign", HelpName = "text" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ExceptionsBulkCommand()
        : base("bulk", "Act on many exceptions, after a look at what would happen")
    {
        Arguments.Add(_act);
        foreach (Option option in new Option[] { _confirm, _exception, _system, _code, _whose, _assignee, _person, _group, _reason, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        Without --confirm nothing happens: it is said of each open exception what would, and of some why it cannot be done. With the token that this prints, within ten
        minutes, it is done to those that were shown, as long as each still stands as it did. The exit code is 1 when some could not be done.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley exceptions bulk resubmit --code SRV024",
        "parley exceptions bulk discard --system beacon --reason \"a test run\"",
        "parley exceptions bulk --confirm b-5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        if (parsed.GetValue(_confirm) is string token)
        {
            ServerAnswer done = await ServerCalls.SendObjectAsync(client, HttpMethod.Post, $"v1/exceptions/bulk/{Uri.EscapeDataString(token)}", [], cancellationToken);
            return Show(output, done, "done", "notDone");
        }

        ServerAnswer shown = await ServerCalls.SendObjectAsync(client, HttpMethod.Post, "v1/exceptions/bulk", Body(parsed), cancellationToken);
        int exit = Show(output, shown, "can", "cannot");
        if (shown.IsGood && !output.Json && shown.Text("can") != "0")
        {
            output.Note($"nothing was done yet; to do it: parley exceptions bulk --confirm {shown.Text("token")}");
        }

        return exit;
    }

    private JsonObject Body(ParseResult parsed)
    {
        JsonObject body = new() { ["act"] = parsed.GetValue(_act) ?? throw new UsageException("name what is to be done: resubmit, discard or reassign") };
        JsonObject filter = [];
        foreach ((string name, string? value) in new[] { ("system", parsed.GetValue(_system)), ("code", parsed.GetValue(_code)), ("whose", parsed.GetValue(_whose)), ("assignee", parsed.GetValue(_assignee)) })
        {
            if (value is not null)
            {
                filter[name] = value;
            }
        }

        string[] named = parsed.GetValue(_exception) ?? [];
        if (named.Length > 0 == filter.Count > 0)
        {
            throw new UsageException("say which: either exceptions by --exception, or a filter");
        }

        body[named.Length > 0 ? "exceptions" : "filter"] = named.Length > 0 ? new JsonArray([.. named.Select(n => JsonValue.Create(n))]) : filter;
        foreach ((string name, string? value) in new[] { ("reason", parsed.GetValue(_reason)), ("person", parsed.GetValue(_person)), ("group", parsed.GetValue(_group)) })
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }

        return body;
    }

    private static int Show(Output output, ServerAnswer answer, string yes, string no)
    {
        int exit = ServerCalls.Show(output, answer, "items", "exception", yes, "code", "outcome");
        if (exit == ExitCode.Ok && !output.Json)
        {
            output.Note($"{answer.Text(yes)} {(yes == "done" ? "done" : "can be done")}, {answer.Text(no)} not");
        }

        return exit == ExitCode.Ok && answer.Text(no) != "0" ? ExitCode.Faults : exit;
    }
}
