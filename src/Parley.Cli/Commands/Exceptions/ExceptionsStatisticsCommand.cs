using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions statistics</c>: what went wrong, and how much of it a person had to do.</summary>
internal sealed class ExceptionsStatisticsCommand : ServerCommand
{
    private readonly Option<int> _days = new("--days") { Description = "Over how many days, 1 to 366", HelpName = "n", DefaultValueFactory = _ => 7 };

    public ExceptionsStatisticsCommand()
        : base("statistics", "Count what went wrong, by source and code list") =>
        Takes(_days);

    /// <inheritdoc/>
    public override string Details => "The rows are the causes, most often first; what they come to is said on standard error. --json has all of it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley exceptions statistics --days 30", "parley exceptions statistics --json | jq .automationRate"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.GetAsync(ServerCalls.Address($"v1/exceptions/statistics", ("days", parsed.GetValue(_days))), cancellationToken);
        int exit = answer.ShowRows(output, "causes", "source", "code", "codeList", "whose", "count");
        if (answer.IsGood && !output.Json)
        {
            output.Note($"parley: {answer.Text("exchanges")} exchanges, {answer.Text("touched")} of them looked at by a person (automation {answer.Text("automationRate") ?? "-"}); {answer.Text("open")} open, {answer.Text("overdue")} overdue");
        }

        return exit;
    }
}
