using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Engine.Dictionary;

namespace Parley.Engine.Sharing.Export;

/// <summary>
/// Writes an agreement as an ODRL 2.2 policy in JSON-LD (W3C Recommendation of 15 February 2018). What ODRL has no word for (record, attribute,
/// role, condition) is said in a profile of our own, <c>urn:parley:odrl:</c> (docs/reference/odrl-profile.jsonld); ODRL's duties, dates, purpose and recipients are its own
/// terms. What bears on nobody or nothing, as a permission with an empty list of roles, is no rule and is left out.
/// </summary>
public static class OdrlExport
{
    private const string Prefix = "parley:";

    /// <summary>The policy.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="dictionary">Gives the attributes that its data classes mean.</param>
    public static JsonObject Write(AgreementDefinition agreement, PoleDictionary dictionary)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(dictionary);
        JsonArray permissions = [];
        JsonArray prohibitions = [];
        foreach ((AgreementParty from, AgreementParty to) in Pairs(agreement))
        {
            foreach (JsonObject permission in agreement.Grants.SelectMany(g => Permissions(agreement, g, dictionary)))
            {
                permissions.Add(Between(permission, from, to));
            }

            foreach (JsonObject prohibition in agreement.Prohibitions.SelectMany(p => Prohibitions(p, dictionary)))
            {
                prohibitions.Add(Between(prohibition, from, to));
            }

            (agreement.Onward is { Permitted: true, To.Count: > 0 } ? permissions : prohibitions).Add(Between(Onward(agreement), from, to));
        }

        JsonObject policy = new()
        {
            ["@context"] = new JsonArray("http://www.w3.org/ns/odrl.jsonld", new JsonObject { ["parley"] = "urn:parley:odrl:", ["dct"] = "http://purl.org/dc/terms/" }),
            ["@type"] = "Agreement",
            ["uid"] = $"urn:parley:agreement:{agreement.Id}:{agreement.Hash}",
            ["profile"] = "urn:parley:odrl:",
            // A prohibition wins over the permission of any agreement.
            ["conflict"] = "prohibit",
            ["dct:title"] = agreement.Title,
            ["dct:description"] = agreement.Objectives,
        };
        AddRules(policy, "permission", permissions);
        AddRules(policy, "prohibition", prohibitions);
        return policy;
    }

    private static void AddRules(JsonObject policy, string kind, JsonArray rules)
    {
        if (rules.Count > 0)
        {
            policy[kind] = rules;
        }
    }

    // A group is one party of a collection; within it each gives to the others.
    private static IEnumerable<(AgreementParty From, AgreementParty To)> Pairs(AgreementDefinition agreement) =>
        agreement.Parties.Where(p => p.Gives).SelectMany(from => agreement.Parties
            .Where(to => to.Receives && (from != to || from.Group is not null || agreement.Parties.Count == 1))
            .Select(to => (from, to)));

    private static JsonObject Between(JsonObject rule, AgreementParty from, AgreementParty to)
    {
        rule["assigner"] = Party(from);
        rule["assignee"] = Party(to);
        return rule;
    }

    private static JsonObject Party(AgreementParty party) => new()
    {
        ["@type"] = party.Group is null ? "Party" : "PartyCollection",
        ["uid"] = Uri(party.Organisation ?? party.Group!, party.Group is not null),
    };

    private static string Uri(string name, bool group) => $"urn:parley:{(group ? "group" : "organisation")}:{name}";

    private static IEnumerable<JsonObject> Permissions(AgreementDefinition agreement, GrantDefinition grant, PoleDictionary dictionary)
    {
        foreach (RecordType type in IsNobody(grant) ? [] : Types(grant.Records, dictionary))
        {
            JsonArray attributes = Texts(PermittedAttributes.Of(agreement, grant, type).Select(a => a.Name));
            if (attributes.Count == 0)
            {
                continue;
            }

            JsonArray refinement = Refinement(grant);
            refinement.Add(Constraint(Prefix + "attribute", "isAnyOf", attributes));
            refinement.Add(Constraint(Prefix + "marking", "lteq", grant.HighestMarking ?? agreement.HighestMarking));
            yield return new JsonObject
            {
                ["target"] = Target(type, refinement),
                ["action"] = "use",
                ["constraint"] = Constraints(agreement),
                ["duty"] = Duties(agreement),
            };
        }
    }

    private static IEnumerable<JsonObject> Prohibitions(ProhibitionDefinition prohibition, PoleDictionary dictionary)
    {
        foreach (RecordType type in IsNobody(prohibition) ? [] : Types(prohibition.Records, dictionary))
        {
            JsonArray refinement = Refinement(prohibition);
            if (!prohibition.IsWhole)
            {
                JsonArray attributes = Texts(PermittedAttributes.Of(prohibition, type).Select(a => a.Name));
                if (attributes.Count == 0)
                {
                    continue;
                }

                refinement.Add(Constraint(Prefix + "attribute", "isAnyOf", attributes));
            }

            yield return new JsonObject { ["target"] = Target(type, refinement), ["action"] = "use" };
        }
    }

    private static bool IsNobody(SharingClause clause) => clause.Roles is { Count: 0 } || clause.Subjects is { Count: 0 };

    private static JsonObject Onward(AgreementDefinition agreement)
    {
        JsonObject rule = new()
        {
            ["target"] = new JsonObject { ["@type"] = "AssetCollection", ["uid"] = "urn:parley:records" },
            ["action"] = "distribute",
        };
        if (agreement.Onward is { Permitted: true, To.Count: > 0 })
        {
            JsonArray recipients = new([.. agreement.Onward.To.Select(n => (JsonNode)Named(Uri(n, agreement.Content["groups"]?[n] is not null)))]);
            rule["constraint"] = new JsonArray(Constraint("recipient", "isAnyOf", recipients));
        }

        return rule;
    }

    private static JsonObject Target(RecordType type, JsonArray refinement)
    {
        JsonObject target = new() { ["@type"] = "AssetCollection", ["source"] = $"urn:parley:record-type:{type.Name}" };
        if (refinement.Count > 0)
        {
            target["refinement"] = refinement;
        }

        return target;
    }

    private static JsonArray Refinement(SharingClause clause)
    {
        JsonArray refinement = [];
        if (clause.Roles is { } roles)
        {
            refinement.Add(Constraint(Prefix + "role", "isAnyOf", Texts(roles)));
        }

        if (clause.Subjects is { } subjects)
        {
            refinement.Add(Constraint(Prefix + "subjectCategory", "isAnyOf", Texts(subjects)));
        }

        if (clause.Where is { } where)
        {
            refinement.Add(Constraint(Prefix + "jq", "eq", where));
        }

        return refinement;
    }

    private static JsonArray Constraints(AgreementDefinition agreement)
    {
        JsonArray constraints =
        [
            Constraint("purpose", "eq", Named($"urn:parley:purpose:{agreement.Purpose}")),
            Constraint("dateTime", "gteq", Typed("xsd:date", agreement.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            Constraint("dateTime", "lteq", Typed("xsd:date", agreement.End.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            Constraint(Prefix + "regime", "eq", agreement.Regime),
            Constraint(Prefix + "lawfulBasis", "eq", agreement.Basis),
        ];
        if (agreement.Gateways.Count > 0)
        {
            constraints.Add(Constraint(Prefix + "statutoryGateway", "isAnyOf", Texts(agreement.Gateways)));
        }

        if (agreement.Transfer is { } transfer)
        {
            constraints.Add(Constraint(Prefix + "transferBasis", "eq", transfer.Basis));
        }

        return constraints;
    }

    private static JsonArray Duties(AgreementDefinition agreement)
    {
        JsonArray duties =
        [
            new JsonObject
            {
                ["action"] = "delete",
                ["constraint"] = new JsonArray(Constraint("elapsedTime", "lteq", Typed("xsd:duration", Iso(agreement.Retention)))),
            },
        ];
        if (agreement.ReasonRequired)
        {
            duties.Add(new JsonObject { ["action"] = Prefix + "stateReason" });
        }

        return duties;
    }

    // XML Schema's duration has no weeks; in a retention they stand before the days, if at all.
    private static string Iso(string period)
    {
        int end = period.IndexOf('W', StringComparison.Ordinal);
        if (end < 0)
        {
            return period;
        }

        int start = period.LastIndexOfAny(['P', 'Y', 'M'], end) + 1;
        int days = int.Parse(period.AsSpan(start, end - start), CultureInfo.InvariantCulture) * 7;
        int more = end == period.Length - 1 ? 0 : int.Parse(period.AsSpan(end + 1, period.Length - end - 2), CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{period.AsSpan(0, start)}{days + more}D");
    }

    private static JsonObject Constraint(string operand, string comparison, JsonNode value) =>
        new() { ["leftOperand"] = operand, ["operator"] = comparison, ["rightOperand"] = value };

    // A text would be a literal: the context says nothing of what a right operand is.
    private static JsonObject Named(string iri) => new() { ["@id"] = iri };

    private static JsonObject Typed(string type, string value) => new() { ["@value"] = value, ["@type"] = type };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static IEnumerable<RecordType> Types(IReadOnlyList<string> records, PoleDictionary dictionary) =>
        records.Select(r => dictionary.Types.GetValueOrDefault(r)).OfType<RecordType>();
}
