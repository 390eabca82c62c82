using System.CommandLine;
using System.Globalization;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley exceptions statistics</c>: what went wrong, and how much of it a person had to do.</summary>
internal sealed class ExceptionsStatisticsCommand : ParleyCommand
{
    private readonly Option<int> _days = new("--days") { Description = "Over how many days, 1 to 366", HelpName = "n", DefaultValueFactory = _ => 7 };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ExceptionsStatisticsCommand()
        : base("statistics", "Count what went wrong, by source and code list")
    {
        Options.Add(_days);
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => "The rows are the causes, most often first; what they come to is said on standard error. --json has all of it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley exceptions statistics --days 30", "parley exceptions statistics --json | jq .automationRate"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        ServerAnswer answer = await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"v1/exceptions/statistics?days={parsed.GetValue(_days)}"), cancellationToken);
        int exit = ServerCalls.Show(output, answer, "causes", "source", "code", "codeList", "whose", "count");
        if (answer.IsGood && !output.Json)
        {
            output.Note($"{answer.Text("exchanges")} exchanges, {answer.Text("touched")} of them looked at by a person (automation {answer.Text("automationRate") ?? "-"}); {answer.Text("open")} open, {answer.Text("overdue")} overdue");
        }

        return exit;
    }
}
