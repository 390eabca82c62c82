using System.Text.Json.Nodes;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles;

/// <summary>The answers of the systems that speak plain JSON.</summary>
internal static class JsonAnswers
{
    public static IResult Say(int status, JsonNode body) => Results.Text(JsonText.Write(body), "application/json", statusCode: status);

    public static IResult NotJson() => Say(400, new JsonObject { ["error"] = "the body is not one JSON object in UTF-8" });

    public static IResult Wrong(IEnumerable<string> faults) =>
        Say(422, new JsonObject { ["error"] = "the message breaks rules", ["faults"] = new JsonArray([.. faults.Select(fault => (JsonNode)fault)]) });
}
