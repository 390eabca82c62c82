using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary>Gives one thing to another group or person: <c>POST PATH/ID/reassign</c>.</summary>
internal abstract class ReassignCommand : ServerCommand
{
    private readonly string _path;
    private readonly Argument<string> _thing;
    private readonly Option<string?> _group = new("--group", "-g") { Description = "To this group: a role", HelpName = "group" };
    private readonly Option<string?> _person = new("--person") { Description = "To this person", HelpName = "person" };
    private readonly Option<string> _reason;

    /// <summary>Makes a command.</summary>
    /// <param name="kind">The path of the things, the word for one of them, and an example that names one.</param>
    /// <param name="description">What it does.</param>
    /// <param name="reason">What becomes of the reason.</param>
    protected ReassignCommand((string Path, string Word, string Example) kind, string description, string reason)
        : base("reassign", description)
    {
        _path = kind.Path;
        _thing = new Argument<string>(kind.Word) { Description = $"The {kind.Word}" };
        _reason = CommonOptions.RequiredReason(reason);
        Examples = [kind.Example];
        Takes(_thing, _group, _person, _reason);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; }

    /// <summary>What is shown of the thing.</summary>
    protected abstract string[] Columns { get; }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(
            ServerCalls.Address($"v1/{_path}/{parsed.GetRequiredValue(_thing)}/reassign"),
            ServerCalls.Body(("group", parsed.GetValue(_group)), ("person", parsed.GetValue(_person)), ("reason", parsed.GetRequiredValue(_reason))),
            cancellationToken);
        return answer.ShowRow(output, Columns);
    }
}
