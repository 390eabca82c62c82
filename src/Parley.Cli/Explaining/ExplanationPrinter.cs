using System.Text.Json.Nodes;
using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;

namespace Parley.Cli.Explaining;

/// <summary>Explanations as a table for people and as JSON for programs.</summary>
internal static class ExplanationPrinter
{
    /// <summary>Prints what would go, attribute by attribute.</summary>
    public static void Print(Output output, Explanation explanation, Bundle bundle, string from, string to)
    {
        Decision decision = explanation.Decision;
        if (output.Json)
        {
            output.JsonResult(ToJson(explanation));
            return;
        }

        string verdict = decision.Permitted is not null ? output.Green("goes, in part or whole") : output.Red($"nothing goes: {decision.Refusal!.Code} {decision.Refusal.Title}");
        output.Line($"{from} to {to}, {Levels.Word(decision.Level)}, for {decision.Purpose}: {verdict}");
        for (int i = 0; i < bundle.Records.Count; i++)
        {
            ExplainedAttribute[] attributes = [.. explanation.Attributes.Where(a => a.Record == i)];
            if (attributes.Length > 0)
            {
                output.Line();
                output.Line(output.Bold($"{i + 1} {bundle.Records[i].Type.Name}{(bundle.Records[i].Role is { } role ? $" as {role.Name}" : "")}"));
                TextTable.Write(output, [.. attributes.Select(a => Row(output, a, bundle.Records[i]))]);
            }
        }

        Basis(output, explanation);
    }

    /// <summary>Prints what an agreement makes of stored traffic.</summary>
    public static void Impact(Output output, JsonNode report)
    {
        if (output.Json)
        {
            output.JsonResult(report);
            return;
        }

        output.Line($"{report["exchanges"]} exchanges of {report["days"]} days{(report["complete"]!.GetValue<bool>() ? "" : ", the latest only")}");
        foreach (JsonNode? change in report["changes"]!.AsArray())
        {
            output.Line($"{change!["recipient"]}/{change["type"]}: {change["deliveries"]} deliveries differ, {change["onlyWith"]} go only with it, {change["onlyWithout"]} only without it");
            output.Line("  " + string.Join(' ', change["attributes"]!.AsArray().Select(a => a!.ToString())));
        }
    }

    private static void Basis(Output output, Explanation explanation)
    {
        Decision decision = explanation.Decision;
        output.Line();
        foreach (string agreement in decision.Basis.Agreements)
        {
            output.Line($"rests on {agreement}");
        }

        foreach (Obligation obligation in decision.Obligations)
        {
            output.Line($"obliges: {obligation.Kind} {obligation.Value}{(obligation.Agreement is null ? "" : $" ({obligation.Agreement})")}");
        }

        foreach (RejectedAgreement rejected in explanation.Rejected)
        {
            output.Line($"not by {rejected.Agreement.Id}: {rejected.Code.Code}, {rejected.Why}");
        }
    }

    private static JsonObject Row(Output output, ExplainedAttribute attribute, Record record) => new()
    {
        ["mark"] = attribute.Permitted ? output.Green("+") : output.Red("-"),
        ["attribute"] = attribute.Attribute,
        ["value"] = attribute.Permitted ? record[attribute.Attribute].ToString() : "",
        ["why"] = attribute.Permitted && attribute.Grants.Count > 0 ? string.Join("; ", attribute.Grants) : $"{attribute.Code?.Code} {attribute.Why}".Trim(),
    };

    private static JsonObject ToJson(Explanation explanation)
    {
        Decision decision = explanation.Decision;
        return new JsonObject
        {
            ["permitted"] = decision.Permitted is not null,
            ["level"] = Levels.Word(decision.Level),
            ["purpose"] = decision.Purpose,
            ["refusal"] = decision.Refusal?.Code,
            ["agreements"] = Texts(decision.Basis.Agreements),
            ["obligations"] = new JsonArray([.. decision.Obligations.Select(o => new JsonObject { ["kind"] = o.Kind, ["value"] = o.Value, ["agreement"] = o.Agreement })]),
            ["attributes"] = new JsonArray([.. explanation.Attributes.Select(a => new JsonObject
            {
                ["record"] = a.Record,
                ["type"] = a.Type,
                ["attribute"] = a.Attribute,
                ["permitted"] = a.Permitted,
                ["code"] = a.Code?.Code,
                ["why"] = a.Why,
                ["grants"] = Texts(a.Grants),
            })]),
            ["rejected"] = new JsonArray([.. explanation.Rejected.Select(r => new JsonObject { ["agreement"] = r.Agreement.Id, ["code"] = r.Code.Code, ["why"] = r.Why })]),
        };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
