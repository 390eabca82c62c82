using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Sending;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Cornerstone;

/// <summary>Enters what an officer told a victim, and sends it.</summary>
internal sealed class VictimContactDesk(RoleContext context)
{
    private const string Moment = @"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z";

    private static readonly string[] Told =
    [
        "ARREST", "INTERVIEW", "RELEASE", "BAIL", "BAIL_CHANGE", "NOT_INVESTIGATED", "CHARGE", "NFA", "HEARING", "OUTCOME", "SENTENCE", "PROGRESS", "SUPPORT",
    ];

    private static readonly string[] Means = ["TEL", "SMS", "EMAIL", "LETTER", "VISIT", "PAGE"];
    private static readonly string[] Fields = ["occurrence", "source", "told", "means", "words", "officer"];

    public async Task<IResult> Enter(HttpRequest request)
    {
        if (JsonText.ParseObject(await BodyReader.ReadText(request) ?? "") is not { } entered)
        {
            return JsonAnswers.NotJson();
        }

        var check = new JsonCheck(entered);
        check.Text("occurrence", required: true, "[0-9A-Z/-]{1,40}");
        check.Text("source", pattern: "[0-9A-Z-]{1,40}");
        check.Code("told", Told, required: true);
        check.Code("means", Means);
        check.Text("words");
        check.Text("officer", pattern: "[0-9A-Z]{1,10}");
        check.Text("at", pattern: Moment);
        var at = context.Now;
        if (check.Faults.Count == 0 && entered["at"] is { } given
            && !DateTimeOffset.TryParse(given.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at))
        {
            check.Fault("at", "is no moment");
        }

        if (check.Faults.Count > 0)
        {
            return JsonAnswers.Wrong(check.Faults);
        }

        var stored = context.Journal.Store(null, number => Hold(entered, at, number));
        context.Outbox.Add(new OutboxEntry(stored.Holding.Ref, "victim-contact", CornerstoneXml.ContentType, stored.Holding.Body));
        return JsonAnswers.Say(201, new JsonObject { ["no"] = stored.Holding.Ref });
    }

    private Holding Hold(JsonObject entered, DateTimeOffset at, int number)
    {
        var reference = string.Create(CultureInfo.InvariantCulture, $"VC/{number:000000}");
        var given = Fields.Where(field => entered[field] is not null).ToDictionary(field => field, field => entered[field]!.GetValue<string>());
        if (!given.ContainsKey("source") && Find(given["occurrence"]) is { } source)
        {
            given["source"] = source;
        }

        var title = $"{given["occurrence"]}: victim told of {given["told"]}";
        return new Holding(reference, reference, "victim-contact", title, context.Now, given, CornerstoneXml.ContentType, CornerstoneXml.VictimContact(reference, context.Now, at, given));
    }

    // Asked while the store is held: its lock is the same thread's.
    private string? Find(string occurrence) =>
        context.Journal.Find(occurrence) is { Kind: "occurrence" } held && held.Facts.TryGetValue("sourceReference", out var source) ? source : null;
}
