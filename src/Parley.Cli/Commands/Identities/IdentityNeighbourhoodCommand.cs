using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Identities;

/// <summary><c>parley identity neighbourhood</c>: who and what is within some links of a record.</summary>
internal sealed class IdentityNeighbourhoodCommand : IdentityQuestion
{
    private readonly Argument<string> _id = new("id") { Description = "A record (k-…) or an identity (i-…)" };
    private readonly Option<int> _links = new("--links") { Description = "How many links are followed, 1 to 4", DefaultValueFactory = _ => 2 };
    private readonly Option<int> _limit = new("--limit") { Description = "The most nodes, 1 to 1000", DefaultValueFactory = _ => 200 };
    private readonly Option<string?> _format = new("--format") { Description = "graphml, geojson, jsonld, or csv (a zip of two files), written as it is", HelpName = "format" };

    public IdentityNeighbourhoodCommand()
        : base("neighbourhood", "Who and what is within some links of a record")
    {
        _format.AcceptOnlyFromAmong("graphml", "csv", "geojson", "jsonld");
        Takes(_id, _links, _limit, _format);
    }

    /// <inheritdoc/>
    public override string Details => """
        Nearest first. Records of one person, vehicle, telephone or place are one node. Bounds on links, nodes, records looked at and time hold; when one was
        met the command says so on standard error.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley identity neighbourhood k-0123456789abc --links 2",
        "parley identity neighbourhood k-0123456789abc --format graphml > car.graphml",
        "parley identity neighbourhood k-0123456789abc --format csv > car.zip",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string? format = parsed.GetValue(_format);
        string path = ServerCalls.Address(
            $"v1/records/{parsed.GetRequiredValue(_id)}/neighbourhood", ("links", parsed.GetValue(_links)), ("limit", parsed.GetValue(_limit)), ("format", format ?? "json"));
        return format is null
            ? Show(output, await client.GetAsync(path, Why(parsed), cancellationToken), graph => Print(output, graph))
            : await CopyAsync(parsed, client, output, path, cancellationToken);
    }

    private static void Print(Output output, JsonObject graph)
    {
        Dictionary<string, string> labels = graph["nodes"]!.AsArray().ToDictionary(n => n!["identity"]!.ToString(), n => n!["label"]!.ToString(), StringComparer.Ordinal);
        foreach (JsonNode? node in graph["nodes"]!.AsArray())
        {
            output.Line($"{node!["distance"]}  {node["type"]}  {output.Bold(node["label"]!.ToString())}  {node["identity"]}");
        }

        foreach (JsonNode? edge in graph["edges"]!.AsArray())
        {
            output.Line($"{labels.GetValueOrDefault(edge!["from"]!.ToString())} {output.Dim(edge["role"]!.ToString())} {labels.GetValueOrDefault(edge["to"]!.ToString())}");
        }
    }
}
