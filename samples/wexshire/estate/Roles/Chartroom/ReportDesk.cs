using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Chartroom;

/// <summary>Takes down an analyst's intelligence report (3x5x2) and sends it: what may be done with it stands in its own grading.</summary>
internal sealed class ReportDesk(RoleContext context)
{
    public Task<IResult> Enter(HttpRequest request) => JsonAnswers.Take(request, Check, report =>
    {
        var urn = report["urn"]!.ToString();
        var stored = context.Journal.Store(urn, _ => Hold(report, urn));
        context.Send(stored.Holding);
        return JsonAnswers.Stored(stored, "urn");
    });

    private static List<string> Check(JsonObject report)
    {
        var check = new JsonCheck(report);
        check.Text("urn", required: true, @"WXI-\d{4}-\d{5}");
        check.Text("made", required: true, @"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z");
        check.Text("text", required: true);
        check.Code("grade.source", ["1", "2", "3"], required: true);
        check.Code("grade.information", ["A", "B", "C", "D", "E"], required: true);
        var conditional = check.Code("grade.handling", ["P", "C"], required: true) == "C";
        check.Code("grade.action", ["A1", "A2", "A3"], required: conditional);
        check.Code("grade.sanitisation", ["S1", "S2"], required: conditional);
        check.Code("marking", ["OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET"], required: true);
        return check.Faults;
    }

    private Holding Hold(JsonObject report, string urn)
    {
        var grade = report["grade"]!;
        var facts = new Dictionary<string, string> { ["grade"] = $"{grade["source"]}{grade["information"]}{grade["handling"]}", ["marking"] = $"{report["marking"]}" };
        return new Holding(urn, urn, "intelligence", $"{report["title"]}", context.Now, facts, "application/json", JsonText.Write(report));
    }
}
