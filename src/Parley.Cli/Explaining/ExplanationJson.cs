using System.Text.Json.Nodes;
using Parley.Engine.Sharing;

namespace Parley.Cli.Explaining;

/// <summary>Explanations as JSON for programs.</summary>
internal static class ExplanationJson
{
    /// <summary>The explanation, with what a hypothesis changes where there is one.</summary>
    public static JsonObject Of(Explanation explanation, Asked asked, ExplanationChanges? changes, bool goes)
    {
        Decision decision = explanation.Decision;
        JsonObject json = new()
        {
            ["from"] = asked.Request.From,
            ["to"] = asked.Request.System ?? asked.Request.To,
            ["permitted"] = goes,
            ["level"] = Levels.Word(decision.Level),
            ["purpose"] = decision.Purpose,
            ["reason"] = asked.Request.Reason,
            ["refusal"] = (decision.Refusal ?? (goes ? null : SharingIssues.RequiredWithheld))?.Code,
            ["agreements"] = Texts(decision.Basis.Agreements),
            ["obligations"] = new JsonArray([.. decision.Obligations.Select(o => new JsonObject { ["kind"] = o.Kind, ["value"] = o.Value, ["agreement"] = o.Agreement })]),
            ["attributes"] = new JsonArray([.. explanation.Attributes.Select(Of)]),
            ["rejected"] = new JsonArray([.. explanation.Rejected.Select(r => new JsonObject { ["agreement"] = r.Agreement.Id, ["code"] = r.Code.Code, ["why"] = r.Why })]),
        };
        if (changes is not null)
        {
            json["changes"] = new JsonObject { ["gained"] = Places(changes.Gained), ["lost"] = Places(changes.Lost) };
        }

        return json;
    }

    private static JsonObject Of(ExplainedAttribute attribute) => new()
    {
        ["record"] = attribute.Record,
        ["type"] = attribute.Type,
        ["attribute"] = attribute.Attribute,
        ["permitted"] = attribute.Permitted,
        ["code"] = attribute.Code?.Code,
        ["why"] = attribute.Why,
        ["grants"] = Texts(attribute.Grants),
    };

    private static JsonArray Places(IEnumerable<ExplainedAttribute> attributes) =>
        new([.. attributes.Select(a => new JsonObject { ["record"] = a.Record, ["type"] = a.Type, ["attribute"] = a.Attribute })]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
