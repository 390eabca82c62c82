using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Obligations;

/// <summary><c>parley obligations show</c>: one obligation.</summary>
internal sealed class ObligationsShowCommand : ServerCommand
{
    private static readonly string[] s_members =
    [
        "id", "status", "obligation", "title", "basis", "group", "matter", "agreement", "notice", "review", "task", "exchange", "since", "workingDays", "due", "overdue", "dueUnknown",
        "ended", "endedBy", "rationale",
    ];

    private readonly Argument<string> _id = new("obligation") { Description = "The obligation" };

    public ObligationsShowCommand()
        : base("show", "Show an obligation: why it is owed, by whom and until when") =>
        Takes(_id);

    /// <inheritdoc/>
    public override string Details => "'basis' is the rule of law or policy that it rests on, 'since' what it is counted from, in working days of the calendar.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley obligations show b-01hzy3k7w9abc"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken) =>
        (await client.GetAsync(ServerCalls.Address($"v1/obligations/{parsed.GetRequiredValue(_id)}"), cancellationToken)).ShowMembers(output, s_members);
}
