using System.Text.Json.Nodes;
using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Signatures;
using Parley.Engine.Workspace;

namespace Parley.Cli.Sharing;

/// <summary>Says of an agreement how it stands, and who gets what.</summary>
internal sealed class AgreementPrinter(LoadedWorkspace workspace, Output output)
{
    /// <summary>The agreement for people.</summary>
    public void Print(AgreementStanding standing, DateOnly today)
    {
        AgreementDefinition agreement = standing.Agreement;
        AgreementState state = standing.On(today);
        string word = AgreementWords.Of(state);
        output.Line($"{output.Bold(agreement.Id)}: {(state == AgreementState.InForce ? output.Green(word) : output.Yellow(word))}, {Level(agreement)}, for {agreement.Purpose}");
        output.Line($"  {agreement.Title}");
        output.Line($"  from {agreement.Start:yyyy-MM-dd} to {agreement.End:yyyy-MM-dd}, review by {agreement.Review:yyyy-MM-dd}; text {agreement.Hash[..12]}");
        if (standing.Stop is { } stop)
        {
            output.Line($"  {AgreementWords.Of(stop.State)} from {stop.From:yyyy-MM-dd} by {stop.By}: {stop.Reason}");
        }

        if (standing.Missing.Count > 0)
        {
            output.Line($"  waits for the signature of {string.Join(", ", standing.Missing)}");
        }

        AgreementParties parties = AgreementParties.Of(agreement, workspace.Organisations, workspace.Groups);
        output.Line($"  {string.Join(", ", parties.Receivers)} {(parties.Receivers.Count == 1 ? "gets" : "get")} from {string.Join(", ", parties.Givers)}:");
        foreach ((GrantDefinition grant, RecordType type) in Rows(agreement))
        {
            output.Line($"    {type.Name}{Rows(grant)}: {string.Join(", ", PermittedAttributes.Of(agreement, grant, type).Select(a => a.Name))}");
        }

        foreach (ProhibitionDefinition prohibition in agreement.Prohibitions)
        {
            string[] named = [.. prohibition.Attributes, .. prohibition.Classes.Select(c => $"class {c}")];
            string roles = prohibition.Roles is null ? "" : $" as {string.Join(" or ", prohibition.Roles)}";
            output.Line($"    never {string.Join(", ", prohibition.Records)}{roles}: {(named.Length == 0 ? "the whole record" : string.Join(", ", named))}");
        }
    }

    /// <summary>The agreement for programs.</summary>
    public JsonObject ToJson(AgreementStanding standing, DateOnly today)
    {
        AgreementDefinition agreement = standing.Agreement;
        AgreementParties parties = AgreementParties.Of(agreement, workspace.Organisations, workspace.Groups);
        return new JsonObject
        {
            ["agreement"] = agreement.Id,
            ["title"] = agreement.Title,
            ["state"] = AgreementWords.Of(standing.On(today)),
            ["level"] = Level(agreement),
            ["purpose"] = agreement.Purpose,
            ["hash"] = agreement.Hash,
            ["givers"] = Texts(parties.Givers),
            ["receivers"] = Texts(parties.Receivers),
            ["signedBy"] = Texts(standing.SignedBy),
            ["missing"] = Texts(standing.Missing),
            ["permits"] = new JsonArray([.. Rows(agreement).Select(r => (JsonNode)new JsonObject
            {
                ["record"] = r.Type.Name,
                ["roles"] = r.Grant.Roles is null ? null : Texts(r.Grant.Roles),
                ["subjects"] = r.Grant.Subjects is null ? null : Texts(r.Grant.Subjects),
                ["where"] = r.Grant.Where,
                ["attributes"] = Texts(PermittedAttributes.Of(agreement, r.Grant, r.Type).Select(a => a.Name)),
            })]),
        };
    }

    /// <summary>The signatures of an agreement: a row for each party.</summary>
    public static IReadOnlyList<JsonObject> Signatures(AgreementStanding standing) =>
    [
        .. standing.SignedBy.Concat(standing.Missing).Order(StringComparer.Ordinal).Select(organisation =>
        {
            SignatureCheck? check = standing.Signatures.FirstOrDefault(s => s.Organisation == organisation);
            return new JsonObject
            {
                ["agreement"] = standing.Agreement.Id,
                ["organisation"] = organisation,
                ["signed"] = check is null ? "no" : check.Counts ? "yes" : "refused",
                ["key"] = check?.KeyId,
                ["day"] = check?.Signed is { } day ? $"{day:yyyy-MM-dd}" : null,
                ["hash"] = check?.Hash,
                ["code"] = check?.Fault?.Code,
                ["message"] = check is { Message.Length: > 0 } ? check.Message : null,
            };
        }),
    ];

    private string Level(AgreementDefinition agreement)
    {
        AgreementParties parties = AgreementParties.Of(agreement, workspace.Organisations, workspace.Groups);
        IEnumerable<ExchangeLevel> levels = parties.Pairs()
            .Select(p => Levels.Between(workspace.Organisations[p.From], workspace.Organisations[p.To])).Distinct().Order();
        return string.Join(" and ", levels.Select(Levels.Word));
    }

    private IEnumerable<(GrantDefinition Grant, RecordType Type)> Rows(AgreementDefinition agreement) =>
        agreement.Grants.SelectMany(g => g.Records.Select(r => (g, workspace.Dictionary.Types[r])));

    private static string Rows(GrantDefinition grant) =>
        (grant.Roles is null ? "" : grant.Roles.Count == 0 ? " in no role" : $" as {string.Join(" or ", grant.Roles)}")
        + (grant.Subjects is null ? "" : grant.Subjects.Count == 0 ? ", of nobody" : $", of {string.Join(" or ", grant.Subjects)}")
        + (grant.Where is null ? "" : $", where {grant.Where.Trim()}");

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
