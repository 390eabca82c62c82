using System.CommandLine;
using System.Globalization;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley subscriptions list</c>: the subscriptions that the caller may see.</summary>
internal sealed class SubscriptionsListCommand : ParleyCommand
{
    /// <summary>What is shown of a subscription.</summary>
    public static readonly string[] Columns = ["id", "status", "system", "url", "delivered", "failures", "error"];

    private readonly Option<string?> _after = new("--after") { Description = "The next page: what 'next' of the page before said", HelpName = "subscription" };
    private readonly Option<int?> _limit = new("--limit") { Description = "The most rows, 1 to 500", HelpName = "n" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public SubscriptionsListCommand()
        : base("list", "List subscriptions, new to old")
    {
        foreach (Option option in new Option[] { _after, _limit, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        'failures' counts the attempts since the address last took an event. A subscription that has failed for 24 hours is 'failed' and one whose address
        answered 410 is 'gone': neither is called until it is resumed, and both keep their place.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley subscriptions list", "parley subscriptions list --json | jq -r '.subscriptions[] | select(.status != \"active\") | .id'"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        (string Name, string? Value)[] query = [("after", parsed.GetValue(_after)), ("limit", parsed.GetValue(_limit)?.ToString(CultureInfo.InvariantCulture))];
        string path = "v1/subscriptions?" + string.Join('&', query.Where(q => q.Value is not null).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}"));
        ServerAnswer answer = await client.GetAsync(path.TrimEnd('?'), cancellationToken);
        int exit = ServerCalls.Show(output, answer, "subscriptions", Columns);
        if (answer.IsGood && !output.Json && answer.Text("next") is string next)
        {
            output.Note($"more: --after {next}");
        }

        return exit;
    }
}
