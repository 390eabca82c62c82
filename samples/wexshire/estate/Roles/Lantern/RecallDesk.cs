using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Lantern;

/// <summary>Takes the owner's word on a referral: what is recalled or erased goes out of the store, and the answer says that it is done.</summary>
internal sealed class RecallDesk(RoleContext context)
{
    private const string StopUsing = "stop using";
    private const string Erase = "erase";

    public Task<IResult> Receive(HttpRequest request) => JsonAnswers.Take(request, Check, recall =>
    {
        if (recall["ask"]!.ToString() is StopUsing or Erase)
        {
            var referral = recall["about"]!["referral"]!.ToString();
            context.Journal.Strike(holding => holding.Ref == referral, "recalled by its owner");
        }

        return JsonAnswers.Say(200, new JsonObject { ["recall"] = recall["recall"]!.ToString(), ["done"] = true });
    });

    private static List<string> Check(JsonObject recall)
    {
        var check = new JsonCheck(recall);
        check.Text("recall", required: true);
        check.Code("ask", ["read again", "handle as marked", StopUsing, Erase], required: true);
        check.Text("about.referral", required: true);
        return check.Faults;
    }
}
