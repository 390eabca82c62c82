using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions bulk</c>: an act on many exceptions, shown before it is done.</summary>
internal sealed class ExceptionsBulkCommand : ServerCommand
{
    private readonly Argument<string?> _act = new("act") { Description = "What to do: resubmit, discard or reassign", Arity = ArgumentArity.ZeroOrOne };
    private readonly PreviewOption _preview = new("parley exceptions bulk");
    private readonly Option<string[]> _exception = new("--exception") { Description = "This exception; may be given several times", HelpName = "id" };
    private readonly Option<string?> _system = new("--system") { Description = "Those that came from this system", HelpName = "system" };
    private readonly Option<string?> _code = new("--code") { Description = "Those of this code", HelpName = "code" };
    private readonly Option<string?> _whose = new("--whose") { Description = "Those that are the task of the source, the platform or the recipient", HelpName = "whose" };
    private readonly Option<string?> _assignee = new("--assignee") { Description = "Those that were given to person:NAME, group:NAME, me or none", HelpName = "whom" };
    private readonly Option<string?> _person = new("--person") { Description = "For reassign: to this person", HelpName = "person" };
    private readonly Option<string?> _group = new("--group") { Description = "For reassign: to this group", HelpName = "group" };
    private readonly Option<string?> _reason = CommonOptions.Reason("Why; for discard and reassign");

    public ExceptionsBulkCommand()
        : base("bulk", "Act on many exceptions, after a look at what would happen") =>
        Takes(_act, _preview.Confirm, _exception, _system, _code, _whose, _assignee, _person, _group, _reason);

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
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await _preview.AskAsync(parsed, client, "v1/exceptions/bulk", () => Body(parsed), cancellationToken);
        return _preview.Show(parsed, output, answer, "items", "exception");
    }

    private JsonObject Body(ParseResult parsed)
    {
        string act = parsed.GetValue(_act) ?? throw new UsageException("name what is to be done: resubmit, discard or reassign");
        JsonArray? named = ServerCalls.Words(parsed.GetValue(_exception));
        JsonObject filter = ServerCalls.Body(
            ("system", parsed.GetValue(_system)), ("code", parsed.GetValue(_code)), ("whose", parsed.GetValue(_whose)), ("assignee", parsed.GetValue(_assignee)));
        if ((named is null) == (filter.Count == 0))
        {
            throw new UsageException("say which: either exceptions by --exception, or a filter");
        }

        return ServerCalls.Body(
            ("act", act),
            ("exceptions", named),
            ("filter", named is null ? filter : null),
            ("reason", parsed.GetValue(_reason)),
            ("person", parsed.GetValue(_person)),
            ("group", parsed.GetValue(_group)));
    }
}
