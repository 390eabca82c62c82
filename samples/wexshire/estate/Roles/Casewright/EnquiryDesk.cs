using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Casewright;

/// <summary>Answers which cases a person is in.</summary>
internal sealed class EnquiryDesk(RoleContext context)
{
    private const int Most = 50;
    private const string MediaType = "application/vnd.api+json";

    public async Task<IResult> Answer(HttpRequest request)
    {
        var person = JsonText.ParseObject(await BodyReader.ReadText(request) ?? "")?["filter"]?["person"];
        var (last, born) = (person?["last"]?.ToString(), person?["born_on"]?.ToString());
        if (string.IsNullOrEmpty(last))
        {
            return Say(422, new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["status"] = "422", ["title"] = "filter.person.last is mandatory" }) });
        }

        var cases = context.Journal.Search("case_file", holding => JsonText.ParseObject(holding.Body) is { } document && CaseRules.Included(document).Any(one => IsSame(one, last, born)), Most);
        return Say(200, new JsonObject { ["meta"] = new JsonObject { ["count"] = cases.Count }, ["cases"] = new JsonArray([.. cases.Select(one => JsonNode.Parse(one.Body))]) });
    }

    private static bool IsSame(JsonObject resource, string last, string? born) =>
        resource["type"]?.ToString() == "person"
        && Matching.SameName(resource["attributes"]?["name"]?["last"]?.ToString(), last)
        && Matching.SameDay(Day(resource["attributes"]?["born_on"]), born);

    private static string? Day(JsonNode? born) => born?["year"] is not { } year ? null
        : string.Join('-', new[] { year, born["month"], born["day"] }.TakeWhile(part => part is not null).Select(part => int.Parse(part!.ToString(), CultureInfo.InvariantCulture).ToString("00", CultureInfo.InvariantCulture)));

    private static IResult Say(int status, JsonObject body) => Results.Text(JsonText.Write(body), MediaType, statusCode: status);
}
