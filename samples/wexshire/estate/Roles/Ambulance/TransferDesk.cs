using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Ambulance;

/// <summary>Transfers of incidents, out and in.</summary>
internal sealed class TransferDesk(RoleContext context)
{
    /// <summary>A call taker's transfer to the police: numbered, stored, and sent to the platform.</summary>
    public Task<IResult> Originate(HttpRequest request) => JsonAnswers.Take(request, transfer => TransferRules.Check(Completed(transfer)), transfer =>
    {
        var given = transfer["transfer_id"]?.ToString();
        var stored = context.Journal.Store(given, number => Hold(Numbered(Completed(transfer), given, number)));
        context.Send(stored.Holding);
        return Accepted(stored);
    });

    /// <summary>A transfer from the police: stored under the number it brings.</summary>
    public Task<IResult> Receive(HttpRequest request) => JsonAnswers.Take(
        request, TransferRules.Check, transfer => Accepted(context.Journal.Store(transfer["transfer_id"]!.ToString(), _ => Hold(transfer))));

    public Task<IResult> Acknowledge(string transferId, HttpRequest request) => JsonAnswers.Take(request, CheckAcknowledgement, body =>
    {
        var changed = context.Journal.Replace(transferId, holding => holding with
        {
            Facts = new Dictionary<string, string>(holding.Facts) { ["their_reference"] = body["their_reference"]!.ToString(), ["status"] = body["status"]!.ToString() },
        });
        return changed is null
            ? JsonAnswers.Say(404, new JsonObject { ["error"] = $"no transfer {transferId}" })
            : JsonAnswers.Say(200, new JsonObject { ["transfer_id"] = transferId, ["status"] = "noted" });
    });

    private static List<string> CheckAcknowledgement(JsonObject body)
    {
        var check = new JsonCheck(body);
        check.Text("transfer_id", required: true);
        check.Code("status", ["received", "accepted", "rejected"], required: true);
        check.Text("their_reference", required: true);
        return check.Faults;
    }

    private static JsonObject Numbered(JsonObject transfer, string? given, int number)
    {
        var numbered = transfer.DeepClone().AsObject();
        numbered["transfer_id"] = given ?? string.Create(CultureInfo.InvariantCulture, $"AMB-{transfer["sent_at"]!.ToString().AsSpan(0, 4)}-{number:0000000}");
        return numbered;
    }

    private static IResult Accepted(Stored stored) =>
        JsonAnswers.Stored(stored, new JsonObject { ["transfer_id"] = stored.Holding.Ref, ["status"] = "received" });

    // What a call taker need not say.
    private JsonObject Completed(JsonObject entered)
    {
        var transfer = entered.DeepClone().AsObject();
        transfer["transfer_id"] ??= "to be numbered";
        transfer["sent_at"] ??= UkTime.FromUtc(context.Now).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        transfer["direction"] ??= "to_police";
        return transfer;
    }

    private Holding Hold(JsonObject transfer)
    {
        var reference = transfer["transfer_id"]!.ToString();
        var facts = new Dictionary<string, string>
        {
            ["direction"] = transfer["direction"]!.ToString(),
            ["received_at"] = transfer["call"]!["received_at"]!.ToString(),
            ["priority"] = transfer["call"]!["priority"]!.ToString(),
            ["casualties"] = ((transfer["casualties"] as JsonArray)?.Count ?? 0).ToString(CultureInfo.InvariantCulture),
        };
        if (transfer["police_reference"] is { } police)
        {
            facts["police_reference"] = police.ToString();
        }

        var title = $"{transfer["call"]!["chief_complaint"]} at {string.Join(", ", (transfer["scene"]?["address_lines"] as JsonArray ?? []).Select(line => line?.ToString()))}";
        return new Holding(reference, reference, "transfer", title, context.Now, facts, "application/json", JsonText.Write(transfer));
    }
}
