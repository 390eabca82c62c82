using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
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

    public Task<IResult> Enter(HttpRequest request) => JsonAnswers.Take(request, Check, entered =>
    {
        var stored = context.Journal.Store(null, number => Hold(entered, At(entered)!.Value, number));
        context.Send(stored.Holding);
        return JsonAnswers.Stored(stored, "no");
    });

    private List<string> Check(JsonObject entered)
    {
        var check = new JsonCheck(entered);
        check.Text("occurrence", required: true, "[0-9A-Z/-]{1,40}");
        check.Text("source", pattern: "[0-9A-Z-]{1,40}");
        check.Code("told", Told, required: true);
        check.Code("means", Means);
        check.Text("words");
        check.Text("officer", pattern: "[0-9A-Z]{1,10}");
        check.Text("at", pattern: Moment);
        if (check.Faults.Count == 0 && At(entered) is null)
        {
            check.Fault("at", "is no moment");
        }

        return check.Faults;
    }

    // When the victim was told: now, unless it is said.
    private DateTimeOffset? At(JsonObject entered) => entered["at"] is not { } given ? context.Now
        : DateTimeOffset.TryParse(given.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : null;

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
