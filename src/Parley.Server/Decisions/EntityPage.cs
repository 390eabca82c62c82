using System.Text.Json;

namespace Parley.Server.Decisions;

/// <summary>Which page of a search is asked for. A token is a tilde and the last candidate that was looked at, so that nothing is kept between pages.</summary>
/// <param name="After">The candidate after which to go on; null for the beginning.</param>
/// <param name="Limit">The most results.</param>
internal readonly record struct EntityPage(string? After, int Limit)
{
    private const int Usual = 100;
    private const int Most = 1000;
    private const char Mark = '~';

    /// <summary>Reads <c>page</c> of a request; more results than are given at once are asked for in vain.</summary>
    public static EntityPage Read(JsonElement body)
    {
        JsonElement page = QuestionReader.Member(body, "page");
        if (page.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            throw EvaluationBody.Malformed("'page' must be an object.", "body: page");
        }

        JsonElement limit = QuestionReader.Member(page, "limit");
        int most = Usual;
        if (limit.ValueKind != JsonValueKind.Undefined && !(limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out most) && most >= 0))
        {
            throw EvaluationBody.Malformed("'page.limit' must be a whole number from 0.", "body: page.limit");
        }

        JsonElement token = QuestionReader.Member(page, "token");
        string? text = token.ValueKind == JsonValueKind.Undefined ? "" : AskedText.Of(token);
        return text is null || (text.Length > 0 && text[0] != Mark)
            ? throw EvaluationBody.Malformed("'page.token' is not the next_token of a page.", "body: page.token")
            : new EntityPage(text.Length > 1 ? text[1..] : null, Math.Min(most, Most));
    }

    /// <summary>The token of the page after a candidate; null for the first page.</summary>
    public static string TokenAfter(string? candidate) => Mark + candidate;
}
