using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Identities;

/// <summary><c>parley identity show</c>: the single view.</summary>
internal sealed class IdentityShowCommand : IdentityQuestion
{
    private static readonly string[] s_lists = ["warnings", "restrictions", "addresses", "vehicles", "things", "associates", "events"];

    private readonly Argument<string> _id = new("id") { Description = "A record (k-…) or an identity (i-…)" };
    private readonly Option<string?> _at = new("--as-known-at") { Description = "What was known at this moment (UTC)", HelpName = "moment" };

    public IdentityShowCommand()
        : base("show", "The single view of a person or thing") =>
        Takes(_id, _at);

    /// <inheritdoc/>
    public override string Details => """
        Warnings and restrictions come first. Every value names the systems that say it; where sources differ and only one can be true the line says CONFLICT.
        Pictures, recordings and documents come last; 'parley media get' fetches one. What you may not see is as if it were not there.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley identity show k-0123456789abc --reason \"missing person, log 77\"",
        "parley identity show k-0123456789abc --as-known-at 2026-03-01T10:00:00Z --json",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/identities/{IdentityOf(parsed.GetRequiredValue(_id))}", ("asKnownAt", parsed.GetValue(_at)));
        ServerAnswer answer = await client.GetAsync(address, Why(parsed), cancellationToken);
        return Show(output, answer, view => Print(output, view));
    }

    private static void Print(Output output, JsonObject view)
    {
        output.Line($"{output.Bold(view["name"]!.ToString())}  {view["type"]}  {view["id"]}  {output.Dim(Counted.Of(view["records"]!.AsArray().Count, "record"))}");
        PrintWords(output, "markings", view["markings"]);
        PrintWords(output, "shared by too many to join", view["sharedByTooMany"]);
        PrintList(output, view, s_lists[0]);
        PrintList(output, view, s_lists[1]);
        foreach (JsonNode? attribute in view["attributes"]!.AsArray())
        {
            string conflict = attribute!["conflict"]!.GetValue<bool>() ? output.Yellow("  CONFLICT") : "";
            output.Line($"{attribute["name"]}{conflict}");
            foreach (JsonNode? value in attribute["values"]!.AsArray())
            {
                output.Line($"  {value!["value"]}{(value["label"] is JsonNode label ? $" ({label})" : "")}  {output.Dim(Systems(value))}");
            }
        }

        foreach (JsonNode? alias in view["aliases"]!.AsArray())
        {
            output.Line($"also  {alias!["value"]}  {output.Dim(Systems(alias))}");
        }

        foreach (string list in s_lists[2..])
        {
            PrintList(output, view, list);
        }

        PrintMedia(output, view["media"] as JsonArray ?? []);
    }

    private static void PrintMedia(Output output, JsonArray media)
    {
        foreach (JsonNode? one in media)
        {
            string state = one!["state"]!.ToString() == "available" ? "" : output.Yellow($"  {one["state"]}");
            string roles = string.Join(", ", one["of"]!.AsArray().Select(o => o!["role"]?.ToString() ?? "attached").Distinct(StringComparer.Ordinal));
            output.Line($"media  {roles}  {one["type"]}  {one["size"]} bytes  {one["title"]}  {one["id"]}{state}  {output.Dim($"{one["system"]} sha256 {one["sha256"]}")}");
        }
    }

    private static void PrintList(Output output, JsonObject view, string list)
    {
        foreach (JsonNode? thing in view[list]!.AsArray())
        {
            string line = $"{list}  {When(thing!)}{thing!["role"]}  {thing["type"]} {thing["label"]}  {thing["record"]}";
            output.Line($"{(list == "warnings" ? output.Red(line) : line)}  {output.Dim(Systems(thing))}");
        }
    }

    private static void PrintWords(Output output, string name, JsonNode? words)
    {
        if (words is JsonArray { Count: > 0 } list)
        {
            output.Line($"{name}  {string.Join(", ", list)}");
        }
    }

    // When it happened or held, which is not when it became known.
    private static string When(JsonNode thing) => (thing["from"], thing["to"]) switch
    {
        (JsonNode from, JsonNode to) when from.ToString() != to.ToString() => $"{from} to {to}  ",
        (JsonNode from, _) => $"{from}  ",
        (null, JsonNode to) => $"to {to}  ",
        _ => "",
    };

    private static string Systems(JsonNode thing) =>
        string.Join(", ", thing["sources"]!.AsArray().Select(s => $"{s!["system"]} {s["knownAt"]!.ToString()[..10]}").Distinct(StringComparer.Ordinal));
}
