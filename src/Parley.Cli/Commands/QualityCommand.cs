using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley quality</c>: how good what each source sends is, and what is to be mended.</summary>
internal sealed class QualityCommand : ServerCommand
{
    private static readonly string[] s_columns = ["opened", "system", "code", "kind", "task", "type", "record", "attribute", "other"];

    private readonly Option<string?> _system = new("--system") { Description = "Only this system's records", HelpName = "system" };
    private readonly Option<int> _days = new("--days") { Description = "How many days back", DefaultValueFactory = _ => 30 };
    private readonly Option<bool> _findings = new("--findings") { Description = "List the open findings one by one" };
    private readonly Option<string?> _kind = new("--kind") { Description = "Only findings of this kind: incomplete, invalid, unmapped, stale, duplicate or conflict", HelpName = "kind" };
    private readonly Option<string?> _task = new("--task") { Description = "Only findings that are the task of the source, the platform or the recipient", HelpName = "whose" };
    private readonly Option<int> _limit = new("--limit") { Description = "The most findings, 1 to 500", DefaultValueFactory = _ => 50 };

    public QualityCommand()
        : base("quality", "Show how good what each source sends is, and what is to be mended") =>
        Takes(_system, _days, _findings, _kind, _task, _limit);

    /// <inheritdoc/>
    public override string Details => """
        The score of a source is the share of the versions of its records that came in without a finding, in percent, day by day. A finding names a record, a code and an
        attribute, never what the record says; 'parley errors CODE' explains each code, with the remedy. Whose task it is stands beside it: the source's, the platform's,
        who keeps the translations, or the recipient's, where the source's translation says so: what others' records ask of your systems is listed as received. A
        finding closes by itself once a better version comes in.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley quality",
        "parley quality --system beacon --days 7",
        "parley quality --findings --kind unmapped --task platform",
        "parley quality --findings --system beacon --json | jq -r .findings[].record",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_findings))
        {
            string findings = ServerCalls.Address(
                $"v1/quality/findings",
                ("limit", parsed.GetValue(_limit)),
                ("system", parsed.GetValue(_system)),
                ("kind", parsed.GetValue(_kind)),
                ("task", parsed.GetValue(_task)));
            return (await client.GetAsync(findings, cancellationToken)).ShowRows(output, "findings", s_columns);
        }

        string scores = ServerCalls.Address($"v1/quality", ("days", parsed.GetValue(_days)), ("system", parsed.GetValue(_system)));
        return (await client.GetAsync(scores, cancellationToken)).Show(output, quality =>
        {
            Print(quality["sources"]!.AsArray(), output);
            foreach (JsonNode? one in quality["received"] as JsonArray ?? [])
            {
                output.Line($"{one!["count"],8} received from {one["system"]}  {one["code"]}  {one["kind"]}, task of the recipient");
            }
        });
    }

    private static void Print(JsonArray sources, Output output)
    {
        if (sources.Count == 0)
        {
            output.Note("parley: nothing came in");
        }

        foreach (JsonNode? source in sources)
        {
            string silent = source!["silentDays"]?.GetValue<long>() is long days and > 0 ? output.Dim($"  nothing for {days} days, the last on {source["lastDay"]}") : "";
            output.Line($"{output.Bold(source["system"]!.ToString())}  {Score(source)} of {source["records"]}{silent}");
            foreach (JsonNode? day in source["days"]!.AsArray())
            {
                output.Line($"  {day!["day"]}  {Score(day)} of {day["records"]}");
            }

            foreach (JsonNode? open in source["open"]!.AsArray())
            {
                output.Line($"  {open!["count"],6} open  {open["code"]}  {open["kind"]}, task of the {open["task"]}");
            }
        }
    }

    private static string Score(JsonNode node) =>
        node["score"] is JsonNode score ? score.GetValue<double>().ToString("0.0", CultureInfo.InvariantCulture).PadLeft(5) + " %" : "      -";
}
