using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley search</c>: one search over all that was exchanged.</summary>
internal sealed class SearchCommand : ParleyCommand
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
    private readonly Option<string?> _purpose = new("--purpose") { Description = "What for; needed for other organisations' records", HelpName = "code" };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "Why; kept in the ledger", HelpName = "text" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public SearchCommand()
        : base("search", "Search all that was exchanged, as far as you may see it")
    {
        Arguments.Add(_words);
        foreach (Option option in _parts.Select(p => (Option)p.Option).Concat([_attributes, _types, _systems, _near, _metres, _limit, _identities, _live, _ask, _deadline, _late, _purpose, _reason, _server, _key]))
        {
            Options.Add(option);
        }
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
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        using HttpRequestMessage request = new(HttpMethod.Post, "v1/search")
        {
            Content = new StringContent(Query(parsed).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        StatedReason.Add(request.Headers, parsed.GetValue(_purpose), parsed.GetValue(_reason));
        ServerAnswer answer = await client.SendAsync(request, cancellationToken);
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        JsonObject found = (JsonObject)answer.Json!;
        if (parsed.GetValue(_late))
        {
            await AddLaterAsync(found, client, request.Headers, cancellationToken);
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
    private static async Task AddLaterAsync(JsonObject found, ServerClient client, HttpRequestHeaders headers, CancellationToken cancellationToken)
    {
        while (found["live"] is JsonObject live && live["systems"]!.AsArray().Any(s => s!["outcome"]!.ToString() == "late"))
        {
            await Task.Delay(s_askEvery, cancellationToken);
            using HttpRequestMessage request = new(HttpMethod.Get, $"v1/searches/{live["id"]}");
            foreach ((string name, IEnumerable<string> values) in headers.Where(h => h.Key.StartsWith("Parley-", StringComparison.Ordinal)))
            {
                request.Headers.TryAddWithoutValidation(name, values);
            }

            ServerAnswer answer = await client.SendAsync(request, cancellationToken);
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

    private JsonObject Query(ParseResult parsed)
    {
        JsonObject query = [];
        foreach ((Option<string?> option, string part) in _parts)
        {
            if (parsed.GetValue(option) is string text)
            {
                query[part] = text;
            }
        }

        if (parsed.GetValue(_words) is { Length: > 0 } words)
        {
            query["text"] = string.Join(' ', words);
        }

        AddList(query, "types", parsed.GetValue(_types));
        AddList(query, "systems", parsed.GetValue(_systems));
        if (parsed.GetValue(_attributes) is { Length: > 0 } attributes)
        {
            query["attributes"] = Attributes(attributes);
        }

        if (parsed.GetValue(_near) is string near)
        {
            query["near"] = Near(near, parsed.GetValue(_metres));
        }

        AddLive(query, parsed);
        query["limit"] = parsed.GetValue(_limit);
        if (parsed.GetValue(_identities))
        {
            query["identities"] = true;
        }

        return query;
    }

    private void AddLive(JsonObject query, ParseResult parsed)
    {
        string[] systems = parsed.GetValue(_ask) ?? [];
        double? deadline = parsed.GetValue(_deadline);
        if (parsed.GetValue(_live) || parsed.GetValue(_late) || systems.Length > 0 || deadline is not null)
        {
            JsonObject live = [];
            AddList(live, "systems", systems);
            if (deadline is double seconds)
            {
                live["deadline"] = seconds;
            }

            query["live"] = live;
        }
    }

    private static void AddList(JsonObject query, string part, string[]? values)
    {
        if (values is { Length: > 0 })
        {
            query[part] = new JsonArray([.. values.Select(v => (JsonNode)v)]);
        }
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
