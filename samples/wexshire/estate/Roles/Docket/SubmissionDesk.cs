using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Docket;

/// <summary>Opens one submission for each police reference.</summary>
internal sealed class SubmissionDesk(RoleContext context)
{
    private const string Day = @"\d{4}(-\d{2}(-\d{2})?)?";

    public Task<IResult> Receive(HttpRequest request) => JsonAnswers.Take(request, Check, body =>
    {
        var police = body["submission"]!["policeReference"]!.ToString();
        var stored = context.Journal.Store(police, number => Hold(body, police, number));
        return JsonAnswers.Stored(stored, new JsonObject { ["advice"] = stored.Holding.Ref, ["state"] = "allocated" });
    });

    private static List<string> Check(JsonObject body)
    {
        var check = new JsonCheck(body);
        check.Code("schema", ["docket.submission/2"], required: true);
        check.Text("submission.policeReference", required: true);
        check.Text("allegation.kind", required: true);
        if (check.Object("parties") is { } parties)
        {
            foreach (var person in parties.Each("suspects").Concat(parties.Each("victims")).Concat(parties.Each("witnesses")))
            {
                person.Text("id", required: true);
                person.Text("born", pattern: Day);
            }
        }

        return check.Faults;
    }

    private Holding Hold(JsonObject body, string police, int number)
    {
        var parties = body["parties"];
        var facts = new Dictionary<string, string> { ["policeReference"] = police };
        foreach (var list in new[] { "suspects", "victims", "witnesses" })
        {
            facts[list] = string.Join(", ", (parties?[list] as JsonArray ?? []).Select(p => $"{p?["name"]?["surname"] ?? "name not told"}"));
        }

        var reference = string.Create(CultureInfo.InvariantCulture, $"CCS-{number:00000}");
        return new Holding(reference, police, "submission", $"{body["allegation"]!["kind"]}", context.Now, facts, "application/json", JsonText.Write(body));
    }
}
