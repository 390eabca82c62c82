using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Lantern;

/// <summary>Takes the owner's word on a referral: what is recalled or erased goes out of the store, and the answer says that it is done.</summary>
internal sealed class RecallDesk(RoleContext context)
{
    private const string StopUsing = "stop using";
    private const string Erase = "erase";

    public async Task<IResult> Receive(HttpRequest request)
    {
        if (JsonText.ParseObject(await BodyReader.ReadText(request) ?? "") is not { } recall)
        {
            return JsonAnswers.NotJson();
        }

        var check = new JsonCheck(recall);
        var number = check.Text("recall", required: true);
        var ask = check.Code("ask", ["read again", "handle as marked", StopUsing, Erase], required: true);
        var referral = check.Text("about.referral", required: true);
        if (check.Faults.Count > 0)
        {
            return JsonAnswers.Wrong(check.Faults);
        }

        if (ask is StopUsing or Erase)
        {
            context.Journal.Strike(holding => holding.Ref == referral, "recalled by its owner");
        }

        return JsonAnswers.Say(200, new JsonObject { ["recall"] = number, ["done"] = true });
    }
}
