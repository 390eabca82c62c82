using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Hub;

/// <summary>Takes concerns about people.</summary>
internal sealed class ConcernDesk(RoleContext context)
{
    public Task<IResult> Receive(HttpRequest request) => JsonAnswers.Take(request, Check, concern =>
    {
        var reference = concern["policeRef"]!.ToString();
        var stored = context.Journal.Store(reference, _ => Hold(concern, reference));
        return JsonAnswers.Stored(stored, "policeRef");
    });

    private static List<string> Check(JsonObject concern)
    {
        var check = new JsonCheck(concern);
        check.Text("policeRef", required: true);
        check.Text("raised", required: true);
        check.Each("people").ForEach(person => person.Code("as", ["victim", "suspect", "other"]));
        return check.Faults;
    }

    private Holding Hold(JsonObject concern, string reference)
    {
        var people = (concern["people"] as JsonArray ?? []).Select(person => $"{person?["as"]} {person?["firstNames"]} {person?["lastName"]}".Trim());
        return new Holding(reference, reference, "concern", "concern", context.Now, new Dictionary<string, string> { ["people"] = string.Join(", ", people) }, "application/json", JsonText.Write(concern));
    }
}
