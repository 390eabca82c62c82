using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley search</c>: one search over all that was exchanged.</summary>
internal sealed class SearchCommand : ServerCommand
{
    private static readonly TimeSpan s_askEvery = TimeSpan.FromMilliseconds(500);

    private readonly Argument<string[]> _words = new("words") { Description = "Words of names, narratives, marks and numbers", Arity = ArgumentArity.ZeroOrMore };
    private readonly (Option<string?> Option, string Part)[] _parts =
    [
        (Part("--name", "A name in one piece, in any order"), "name"),
        (Part("--given", "Given names"), "givenNames"),
        (Part("--family", "The family name"), "familyName"),
        (Part("--born", "Date of birth, or its year"), "dateOfBirth"),
        (Part("--sex", "male or female; only narrows what others find"), "sex"),
        (Part("--telephone", "Telephone number, whole or in part"), "telephone"),
        (Part("--email", "E-mail address"), "email"),
        (Part("--registration", "Registration mark, whole or in part"), "registration"),
        (Part("--postcode", "Postcode, or its outward part"), "postcode"),
        (Part("--address", "Address, or words of it"), "address"),
        (Part("--identifier", "A reference or identifier of any kind"), "identifier"),
        (Part("--from", "Only what happened at or after this moment (UTC)"), "from"),
        (Part("--to", "Only what happened before this moment (UTC)"), "to"),
    ];

    private readonly Option<string[]> _attributes = new("--attribute", "-a") { Description = "Any attribute of the dictionary; may be repeated", HelpName = "name=value" };
    private readonly Option<string[]> _types = new("--type", "-t") { Description = "Only this record type; may be repeated", HelpName = "type" };
    private readonly Option<string[]> _systems = new("--system") { Description = "Only this system's; may be repeated", HelpName = "system" };
    private readonly Option<string?> _near = new("--near") { Description = "Only near a place: latitude,longitude or a grid reference", HelpName = "place" };
    private readonly Option<double> _metres = new("--metres") { Description = "How near", DefaultValueFactory = _ => 1000 };
    private readonly Option<int> _limit = new("--limit") { Description = "The most results, 1 to 100", DefaultValueFactory = _ => 20 };
    private readonly Option<bool> _live = new("--live") { Description = "Ask systems too, at once" };
    private readonly Option<string[]> _ask = new("--ask") { Description = "Ask only this system; may be repeated; implies --live", HelpName = "system" };
    private readonly Option<double?> _deadline = new("--deadline") { Description = "How long systems are waited for, up to 30; each system's own deadline when not said; implies --live", HelpName = "seconds" };
    private readonly Option<bool> _late = new("--late") { Description = "Wait for what comes later too, for up to a minute; implies --live" };
    private readonly Option<bool> _identities = new("--identities") { Description = "Say which results are joined with other records, and as which identity" };
    private readonly Option<string?> _purpose = CommonOptions.Purpose();
    private readonly Option<string?> _reason = CommonOptions.Reason();

    public SearchCommand()
        : base("search", "Search all that was exchanged, as far as you may see it")
    {
        Takes([
            _words, .. _parts.Select(p => p.Option), _attributes, _types, _systems, _near, _metres, _limit, _identities, _live, _ask, _deadline, _late, _purpose, _reason,
        ]);
    }

    /// <inheritdoc/>
    public override string Details => """
        Finds records however names are spelt or ordered, with day and month swapped, by parts of marks and numbers, and by wildcards (* and ?). Results are
        ranked by their match weight in bits, and each says which parts agree and which do not. What you may not see is neither found nor counted. The search
        is recorded in the ledger with its purpose and reason. The exit code is 1 when nothing is found.

        With --live those systems that answer such questions are asked, all at once, and what each did is said: answered, late, refused, failed, or not asked
        and why. What they answer is not kept.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley search smith \"orchard road\"",
        "parley search --family Smyth --given Jon --born 11/02/1980 --reason \"missing person, log 77\"",
        "parley search --registration 'WX2?ABC' --type Vehicle",
        "parley search --near 'SU 123 456' --metres 500 --from 2026-03-01 --to 2026-03-02 --type Incident",
        "parley search --live --registration WX39TUY --purpose prevention --reason \"vehicle stopped, log 77\" --deadline 1.5",
        "parley search --telephone 900123 --json | jq '.results[].id'",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        StatedReason why = new(parsed.GetValue(_purpose), parsed.GetValue(_reason));
        ServerAnswer answer = await client.PostAsync("v1/search", Query(parsed), why, cancellationToken);
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        JsonObject found = (JsonObject)answer.Json!;
        if (parsed.GetValue(_late))
        {
            await AddLaterAsync(found, client, why, cancellationToken);
        }

        if (output.Json)
        {
            output.JsonResult(found);
        }
        else
        {
            Print(found, output);
        }

        return found["results"]!.AsArray().Count > 0 ? ExitCode.Ok : ExitCode.Faults;
    }

    // Until every system has ended or the server has let go of the search.
    private static async Task AddLaterAsync(JsonObject found, ServerClient client, StatedReason why, CancellationToken cancellationToken)
    {
        while (found["live"] is JsonObject live && live["systems"]!.AsArray().Any(s => s!["outcome"]!.ToString() == "late"))
        {
            await Task.Delay(s_askEvery, cancellationToken);
            ServerAnswer answer = await client.GetAsync(ServerCalls.Address($"v1/searches/{live["id"]}"), why, cancellationToken);
            if (!answer.IsGood)
            {
                return;
            }

            Join(found, (JsonObject)answer.Json!);
        }
    }

    private static void Join(JsonObject found, JsonObject later)
    {
        JsonArray results = found["results"]!.AsArray();
        HashSet<string> there = [.. results.Select(r => r!["id"]!.ToString())];
        foreach (JsonNode? result in later["results"]!.AsArray().Where(r => !there.Contains(r!["id"]!.ToString())))
        {
            results.Add(result!.DeepClone());
        }

        found["count"] = results.Count;
        Dictionary<string, int> shown = found["live"]!["systems"]!.AsArray().ToDictionary(s => s!["system"]!.ToString(), s => s!["records"]!.GetValue<int>());
        found["live"] = later["live"]!.DeepClone();
        foreach (JsonNode? system in found["live"]!["systems"]!.AsArray().Where(s => s!["late"] is null))
        {
            system!["records"] = shown[system["system"]!.ToString()];
        }
    }

    private static Option<string?> Part(string name, string description) => new(name) { Description = description, HelpName = "text" };

    private static void Print(JsonObject found, Output output)
    {
        foreach (JsonNode? result in found["results"]!.AsArray())
        {
            string bits = result!["bits"]!.GetValue<double>().ToString("0.0", CultureInfo.InvariantCulture);
            output.Line($"{output.Bold($"{bits,6}")}  {result["type"]}  {result["id"]}{(result["identity"] is JsonNode identity ? $"  one with others: {identity}" : "")}  {output.Dim($"{result["system"]}, known {result["knownAt"]}")}");
            output.Line($"        {string.Join(", ", result["attributes"]!.AsObject().Take(8).Select(a => $"{a.Key}: {Shown(a.Value)}"))}");
            foreach (JsonNode? reason in result["reasons"]!.AsArray())
            {
                double worth = reason!["bits"]!.GetValue<double>();
                string sign = worth.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
                output.Line($"        {(worth < 0 ? output.Red($"{sign,6}") : output.Green($"{sign,6}"))}  {reason["field"]} {reason["agreement"]}: {reason["value"]}");
            }
        }

        foreach (JsonNode? system in found["live"]?["systems"]?.AsArray() ?? [])
        {
            string said = system!["code"] is { } code ? $"{code} {system["title"]}{(system["why"] is { } why ? $": {why}" : "")}" : $"{system["records"]} records";
            output.Note($"{system["system"]}: {system["outcome"]}{(system["late"] is null ? "" : " late")}, {said}");
        }

        output.Note($"{found["count"]} found{(found["more"]!.GetValue<bool>() ? "; there may be more, narrow the search" : "")}");
        if (!found["complete"]!.GetValue<bool>())
        {
            output.Note("the server has just started and has not yet filled its search: what came in earlier may be missing");
        }
    }

    private static string Shown(JsonNode? value) => value switch
    {
        JsonArray list => string.Join(' ', list.Select(Shown)),
        JsonObject whole => string.Join(' ', whole.Select(m => Shown(m.Value))),
        _ => value?.ToString() ?? "",
    };

    private JsonObject Query(ParseResult parsed) => ServerCalls.Body(
    [
        .. _parts.Select(p => (p.Part, (JsonNode?)parsed.GetValue(p.Option))),
        ("text", parsed.GetValue(_words) is { Length: > 0 } words ? string.Join(' ', words) : null),
        ("types", ServerCalls.Words(parsed.GetValue(_types))),
        ("systems", ServerCalls.Words(parsed.GetValue(_systems))),
        ("attributes", parsed.GetValue(_attributes) is { Length: > 0 } attributes ? Attributes(attributes) : null),
        ("near", parsed.GetValue(_near) is string near ? Near(near, parsed.GetValue(_metres)) : null),
        ("live", Live(parsed)),
        ("limit", parsed.GetValue(_limit)),
        ("identities", parsed.GetValue(_identities) ? true : null),
    ]);

    // Whatever says something of asking systems asks them.
    private JsonObject? Live(ParseResult parsed)
    {
        JsonObject live = ServerCalls.Body(("systems", ServerCalls.Words(parsed.GetValue(_ask))), ("deadline", parsed.GetValue(_deadline)));
        return live.Count > 0 || parsed.GetValue(_live) || parsed.GetValue(_late) ? live : null;
    }

    private static JsonObject Attributes(string[] pairs)
    {
        JsonObject attributes = [];
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new UsageException($"'{pair}' is no attribute and value such as colour=blue");
            }

            attributes[pair[..equals]] = pair[(equals + 1)..];
        }

        return attributes;
    }

    private static JsonObject Near(string place, double metres)
    {
        string[] parts = place.Split(',');
        return parts.Length == 2
            && double.TryParse(parts[0], CultureInfo.InvariantCulture, out double latitude)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out double longitude)
                ? new JsonObject { ["latitude"] = latitude, ["longitude"] = longitude, ["metres"] = metres }
                : new JsonObject { ["grid"] = place, ["metres"] = metres };
    }
}
