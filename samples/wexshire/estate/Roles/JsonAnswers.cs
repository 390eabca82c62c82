using System.Text.Json.Nodes;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles;

/// <summary>How the systems that speak plain JSON take a message and answer it.</summary>
internal static class JsonAnswers
{
    /// <summary>Reads one JSON object and checks it: refused with all its faults, or accepted.</summary>
    public static async Task<IResult> Take(HttpRequest request, Func<JsonObject, List<string>> check, Func<JsonObject, IResult> accept)
    {
        if (JsonText.ParseObject(await BodyReader.ReadText(request) ?? "") is not { } message)
        {
            return Say(400, new JsonObject { ["error"] = "the body is not one JSON object in UTF-8" });
        }

        var faults = check(message);
        return faults.Count > 0 ? Wrong(faults) : accept(message);
    }

    public static IResult Say(int status, JsonNode body) => Results.Text(JsonText.Write(body), "application/json", statusCode: status);

    /// <summary>Says the reference under which something is stored; a repeat is told as the first was.</summary>
    public static IResult Stored(Stored stored, string name) => Stored(stored, new JsonObject { [name] = stored.Holding.Ref });

    public static IResult Stored(Stored stored, JsonObject body) => Say(stored.IsRepeat ? 200 : 201, body);

    public static IResult Wrong(IEnumerable<string> faults) =>
        Say(422, new JsonObject { ["error"] = "the message breaks rules", ["faults"] = new JsonArray([.. faults.Select(fault => (JsonNode)fault)]) });
}
