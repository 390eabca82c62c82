using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Coordinates;
using Parley.Engine.Search;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>A search as it is asked for: the query and which page of what it finds.</summary>
/// <param name="Query">The query.</param>
/// <param name="Limit">The most results.</param>
/// <param name="After">The end of the page before; null for the first.</param>
internal sealed record SearchBody(SearchQuery Query, int Limit, (double Bits, long Record)? After)
{
    /// <summary>That systems are to be asked live; null when not.</summary>
    public AskedLive? Live { get; init; }

    private const int MostBytes = 64 << 10;
    private const int MostText = 300;
    private const int Usual = 20;
    private const int Most = 100;
    private const int MostSeconds = 30;
    private const double MostMetres = 50_000;

    /// <summary>Whether each result is to name the identity that it belongs to, so that results of one person are known as such.</summary>
    public bool Identities { get; init; }

    /// <summary>Reads the body of a search.</summary>
    /// <exception cref="ProblemException">It is no search (400).</exception>
    public static async Task<SearchBody> ReadAsync(HttpContext context, PoleDictionary dictionary)
    {
        return Readable(Read(await RequestBody.ReadAsync(context, MostBytes), dictionary));
    }

    /// <summary>Reads a search as it is written in a body.</summary>
    /// <exception cref="ProblemException">It is no search (400).</exception>
    public static SearchBody Read(byte[] body, PoleDictionary dictionary)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Checked(Read(document.RootElement, dictionary))
                : throw Wrong("body", "A search is a JSON object.");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw Wrong("body", "The body is not the JSON of a search.");
        }
    }

    /// <summary>Reads the search of a box in which somebody types: words, and the types wanted.</summary>
    public static SearchBody Read(HttpRequest request)
    {
        string? text = request.Query["q"];
        return Checked(new SearchBody(
            new SearchQuery { Text = Cut("q", text), Typing = true, Types = [.. request.Query["type"].OfType<string>().Distinct(StringComparer.Ordinal)] },
            Count("limit", request.Query["limit"].ToString() is { Length: > 0 } limit ? limit : null),
            Ended(request.Query["after"])));
    }

    /// <summary>The end of a page, as the next is asked for.</summary>
    public static string EndOf(FoundRecord last) => string.Create(CultureInfo.InvariantCulture, $"{last.Match.Bits:0.00}_{PublicId.Record(last.Record)}");

    // What a person has typed and cannot be compared is said: leaving it out would answer another question. Processes search by what messages say, and leave it out.
    private static SearchBody Readable(SearchBody search)
    {
        QueryPlan plan = QueryPlan.Of(search.Query);
        return plan.Unread is [(string part, string said), ..] ? throw Wrong(part, $"'{KnownWords.Shown(said)}' says nothing that could be compared as {part}.")
            : plan.FindsRecords ? search
            : throw new ProblemException(new Problem(
                400, SearchIssues.AsksNothing, "A pattern needs two characters at its beginning or its end, or something else to find records by.", "body"));
    }

    private static SearchBody Checked(SearchBody search) =>
        search.Query.AsksAnything ? search : throw new ProblemException(new Problem(400, SearchIssues.AsksNothing, "It says nothing by which a record could be found.", "body"));

    private static SearchBody Read(JsonElement root, PoleDictionary dictionary)
    {
        SearchBody search = new(new SearchQuery(), Usual, null);
        foreach (JsonProperty part in root.EnumerateObject())
        {
            search = part.Name switch
            {
                "limit" => search with { Limit = Count("limit", part.Value.GetRawText()) },
                "live" => search with { Live = AskLive(part) },
                "after" => search with { After = Ended(part.Value.GetString()) },
                "identities" => search with { Identities = part.Value.GetBoolean() },
                _ => search with { Query = With(search.Query, part, dictionary) },
            };
        }

        return search;
    }

    private static SearchQuery With(SearchQuery query, JsonProperty part, PoleDictionary dictionary) => part.Name switch
    {
        "text" => query with { Text = Text(part) },
        "name" => query with { Name = Text(part) },
        "givenNames" => query with { GivenNames = Text(part) },
        "familyName" => query with { FamilyName = Text(part) },
        "dateOfBirth" => query with { DateOfBirth = Text(part) },
        "sex" => query with { Sex = Text(part) },
        "telephone" => query with { Telephone = Text(part) },
        "email" => query with { Email = Text(part) },
        "registration" => query with { Registration = Text(part) },
        "postcode" => query with { Postcode = Text(part) },
        "address" => query with { Address = Text(part) },
        "identifier" => query with { Identifier = Text(part) },
        "attributes" => query with { Attributes = Attributes(part.Value, dictionary) },
        "types" => query with { Types = Types(part, dictionary) },
        "systems" => query with { Systems = Names(part) },
        "near" => Near(query, part.Value),
        "from" => query with { From = Moment(part) },
        "to" => query with { To = Moment(part) },
        _ => throw Wrong(part.Name, $"A search has no part '{KnownWords.Shown(part.Name)}'."),
    };

    private static AskedLive? AskLive(JsonProperty part) => part.Value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => null,
        JsonValueKind.True => new AskedLive([], null),
        JsonValueKind.Object => part.Value.EnumerateObject().Aggregate(new AskedLive([], null), (live, one) => one.Name switch
        {
            "systems" => live with { Systems = Names(one) },
            "deadline" => live with { Deadline = Deadline(one.Value) },
            _ => throw Wrong($"live.{KnownWords.Shown(one.Name)}", "It has 'systems' and 'deadline' and no other part."),
        }),
        _ => throw Wrong(part.Name, "It must be true, or an object of 'systems' and 'deadline'."),
    };

    private static TimeSpan Deadline(JsonElement seconds) =>
        seconds.ValueKind == JsonValueKind.Number && seconds.GetDouble() is > 0 and <= MostSeconds
            ? TimeSpan.FromSeconds(seconds.GetDouble())
            : throw Wrong("live.deadline", $"It must be seconds, up to {MostSeconds}.");

    private static string? Text(JsonProperty part) => part.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Cut(part.Name, part.Value.GetString()),
        _ => throw Wrong(part.Name, "It must be text."),
    };

    private static string? Cut(string name, string? text) =>
        text is null || text.Length <= MostText ? text : throw Wrong(name, $"It has more than {MostText} characters.");

    private static Dictionary<string, string> Attributes(JsonElement element, PoleDictionary dictionary)
    {
        Dictionary<string, string> attributes = new(StringComparer.Ordinal);
        foreach (JsonProperty attribute in element.EnumerateObject())
        {
            if (!dictionary.TypeList.Any(t => t.TryGet(attribute.Name, out _)))
            {
                throw Wrong($"attributes.{KnownWords.Shown(attribute.Name)}", "No record type has an attribute of this name.");
            }

            attributes[attribute.Name] = Text(attribute) ?? "";
        }

        return attributes;
    }

    private static List<string> Names(JsonProperty part) => [.. part.Value.EnumerateArray().Select(n => n.GetString() ?? "")];

    private static List<string> Types(JsonProperty part, PoleDictionary dictionary)
    {
        List<string> types = Names(part);
        return types.Find(t => !dictionary.Types.ContainsKey(t)) is string unknown
            ? throw Wrong(part.Name, KnownWords.Unknown("record type", unknown, dictionary.Types.Keys))
            : types;
    }

    private static SearchQuery Near(SearchQuery query, JsonElement near)
    {
        double metres = near.TryGetProperty("metres", out JsonElement distance) ? distance.GetDouble() : 1000;
        GeoPoint? centre = near.TryGetProperty("grid", out JsonElement grid)
            ? OfGrid(grid.GetString() ?? "")
            : new GeoPoint(near.GetProperty("latitude").GetDouble(), near.GetProperty("longitude").GetDouble());
        return centre is { IsInRange: true } point && metres is > 0 and <= MostMetres
            ? query with { Near = point, Metres = metres }
            : throw Wrong("near", $"Give a latitude and longitude, or a grid reference, and metres up to {MostMetres:0}.");
    }

    // The middle of the square that a grid reference names.
    private static GeoPoint? OfGrid(string text) =>
        GridReference.TryParse(text, out GridReference reference)
        && NationalGrid.TryToWgs84(reference.Corner.Easting + (reference.Size / 2.0), reference.Corner.Northing + (reference.Size / 2.0), out GeoPoint point)
            ? point
            : null;

    private static DateTime? Moment(JsonProperty part) => Text(part) is not string text
        ? null
        : RequestMoment.TryParse(text, out DateTimeOffset moment)
            ? moment.UtcDateTime
            : throw Wrong(part.Name, "It must be a moment such as 2026-03-01T10:00:00Z, or a day.");

    private static int Count(string name, string? text) => text is null
        ? Usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= Most
            ? limit
            : throw Wrong(name, $"A page has 1 to {Most} results.");

    private static (double, long)? Ended(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        string[] parts = text.Split('_');
        return parts.Length == 2 && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double bits) && PublicId.TryParse('k', parts[1], out long record)
            ? (bits, record)
            : throw Wrong("after", "It is not the 'next' of a page.");
    }

    private static ProblemException Wrong(string place, string why) => new(new Problem(400, SearchIssues.NotUnderstood, why, place));
}
