using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Lantern;

/// <summary>Takes referrals. Nobody is rung whose contact is not said to be safe.</summary>
internal sealed class ReferralDesk(RoleContext context)
{
    public Task<IResult> Receive(HttpRequest request) => JsonAnswers.Take(request, Check, referral =>
    {
        var reference = referral["referral"]!.ToString();
        var stored = context.Journal.Store(reference, _ => Hold(referral, reference));
        return JsonAnswers.Stored(stored, new JsonObject { ["referral"] = reference, ["taken"] = true });
    });

    private static List<string> Check(JsonObject referral)
    {
        var check = new JsonCheck(referral);
        check.Text("referral", required: true);
        check.Text("since", pattern: @"\d{4}-\d{2}-\d{2}");
        foreach (var client in check.Each("clients"))
        {
            client.Text("lastName", required: true);
            client.Flag("contact.safe");
            client.Text("contact.number", pattern: "[0-9 +]{8,17}");
        }

        return check.Faults;
    }

    private Holding Hold(JsonObject referral, string reference)
    {
        var clients = (referral["clients"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var facts = new Dictionary<string, string>
        {
            ["clients"] = string.Join(", ", clients.Select(client => $"{client["firstNames"]} {client["lastName"]}".Trim())),
            ["ring"] = string.Join(", ", clients.Select(client =>
                client["contact"]?["safe"]?.GetValueKind() == System.Text.Json.JsonValueKind.True ? $"{client["contact"]!["number"]}" : "do not ring: safety not told")),
        };
        return new Holding(reference, reference, "referral", $"{referral["reason"]}", context.Now, facts, "application/json", JsonText.Write(referral));
    }
}
