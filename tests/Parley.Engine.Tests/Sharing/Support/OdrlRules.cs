using System.Text.Json.Nodes;
using System.Xml;

namespace Parley.Engine.Tests.Sharing.Support;

/// <summary>
/// What the ODRL Information Model 2.2 and its vocabulary (W3C Recommendations of 15 February 2018) ask of a policy in JSON-LD, with the sections that ask
/// for it. Knows nothing of who wrote the policy.
/// </summary>
internal sealed class OdrlRules(JsonObject profile)
{
    private static readonly HashSet<string> s_policies = ["Policy", "Set", "Offer", "Agreement", "Assertion", "Privacy", "Request", "Ticket"];
    private static readonly HashSet<string> s_sets = ["isAllOf", "isAnyOf", "isNoneOf"];
    private static readonly HashSet<string> s_operators = ["eq", "gt", "gteq", "lt", "lteq", "neq", "isA", "hasPart", "isPartOf", .. s_sets];

    private static readonly HashSet<string> s_actions =
    [
        "use", "transfer", "acceptTracking", "aggregate", "annotate", "anonymize", "archive", "attribute", "compensate", "concurrentUse", "delete", "derive", "digitize", "display",
        "distribute", "ensureExclusivity", "execute", "extract", "give", "grantUse", "include", "index", "inform", "install", "modify", "move", "nextPolicy", "obtainConsent", "play",
        "present", "print", "read", "reproduce", "reviewPolicy", "sell", "stream", "synchronize", "textToSpeech", "transform", "translate", "uninstall", "watermark",
    ];

    private static readonly HashSet<string> s_operands =
    [
        "absolutePosition", "absoluteSpatialPosition", "absoluteTemporalPosition", "absoluteSize", "count", "dateTime", "delayPeriod", "deliveryChannel", "elapsedTime", "event",
        "fileFormat", "industry", "language", "media", "meteredTime", "payAmount", "percentage", "product", "purpose", "recipient", "relativePosition", "relativeSpatialPosition",
        "relativeTemporalPosition", "relativeSize", "resolution", "spatial", "spatialCoordinates", "systemDevice", "timeInterval", "unitOfCount", "version", "virtualLocation",
    ];

    private readonly List<string> _faults = [];
    private readonly HashSet<string> _prefixes = new(StringComparer.Ordinal);
    private bool _usesProfile;

    /// <summary>All that a policy does otherwise than it must; empty for a sound one.</summary>
    public IReadOnlyList<string> Check(JsonObject policy)
    {
        _faults.Clear();
        _prefixes.Clear();
        _usesProfile = false;
        Context(policy["@context"]);
        string type = Text(policy["@type"] ?? policy["type"]);
        Must(s_policies.Contains(type), $"vocabulary: '{type}' is no class of policy");
        Must(IsIri(policy["uid"]), "2.1: a policy has one uid, an IRI");
        Must(policy["conflict"] is null || Text(policy["conflict"]) is "perm" or "prohibit" or "invalid", "2.10: conflict is perm, prohibit or invalid");
        Keys(policy, "policy", "@context", "@type", "type", "uid", "profile", "inheritFrom", "conflict", "permission", "prohibition", "obligation");
        JsonObject[] permissions = Each(policy["permission"]);
        JsonObject[] prohibitions = Each(policy["prohibition"]);
        Must(permissions.Length + prohibitions.Length + Each(policy["obligation"]).Length > 0, "2.1: a policy has at least one rule");
        Array.ForEach(permissions, p => Rule(p, "duty"));
        Array.ForEach(prohibitions, p => Rule(p, "remedy"));
        Must(type != "Agreement" || permissions.Concat(prohibitions).Any(r => r["assigner"] is not null && r["assignee"] is not null),
            "2.1.3: an agreement has assigner and assignee in one rule");
        Must(!_usesProfile || IsIri(policy["profile"]), "2.1: terms beyond the core need a profile");
        Must(!_usesProfile || Text(policy["profile"]) == Text(profile["@id"]), "3.2: the profile is the one that defines the terms");
        return [.. _faults];
    }

    // The vocabulary: the context is the one that the standard publishes; further prefixes may follow.
    private void Context(JsonNode? context)
    {
        JsonNode?[] all = context is JsonArray list ? [.. list] : [context];
        Must(all.Any(c => c is JsonValue && Text(c) is "http://www.w3.org/ns/odrl.jsonld" or "https://www.w3.org/ns/odrl.jsonld"), "vocabulary: the context is not ODRL's");
        _prefixes.UnionWith(["odrl", "rdf", "rdfs", "owl", "skos", "dct", "xsd", "vcard", "foaf", "schema", "cc"]);
        foreach (JsonObject own in all.OfType<JsonObject>())
        {
            // JSON-LD 1.1: a term is a prefix when its IRI ends in a delimiter.
            _prefixes.UnionWith(own.Where(p => Text(p.Value) is [.., ':' or '/' or '#']).Select(p => p.Key));
        }
    }

    private void Rule(JsonObject rule, string duties)
    {
        Keys(rule, "rule", "uid", "@type", "action", "target", "output", "constraint", "assigner", "assignee", duties);
        Action(rule["action"]);
        Must(rule["target"] is not null and not JsonArray, "2.6.1, 2.6.2: a permission or prohibition has one target");
        Collection(rule["target"], "Asset", "AssetCollection");
        Collection(rule["assigner"], "Party", "PartyCollection");
        Collection(rule["assignee"], "Party", "PartyCollection");
        Constraints(rule, "constraint");
        foreach (JsonObject duty in Each(rule[duties]))
        {
            Keys(duty, "duty", "uid", "@type", "action", "target", "constraint", "assigner", "assignee", "consequence");
            Action(duty["action"]);
            Constraints(duty, "constraint");
        }
    }

    private void Action(JsonNode? action)
    {
        Must(action is not null and not JsonArray, "2.6: a rule has one action");
        string term = Text(action is JsonObject refined ? refined["rdf:value"]?["@id"] : action);
        Must(s_actions.Contains(term) || IsDefined(term, "Action"), $"2.4: '{term}' is no action");
    }

    // 2.2, 2.3, 2.5.5: what refines a collection says where it comes from, and is not itself identified.
    private void Collection(JsonNode? node, string one, string many)
    {
        if (node is not JsonObject map)
        {
            Must(node is null || IsIri(node), $"{one} is an IRI or a map");
            return;
        }

        string type = Text(map["@type"]);
        Must(type == one || type == many, $"'{type}' is neither {one} nor {many}");
        Keys(map, type, "@type", "uid", "partOf", "source", "refinement");
        Must(map["uid"] is null || IsIri(map["uid"]), $"the uid of a {type} is an IRI");
        Must(map["source"] is null || IsIri(map["source"]), $"the source of a {type} is an IRI");
        Must(map["uid"] is not null || map["source"] is not null, $"a {type} is somebody or something");
        if (map["refinement"] is not null)
        {
            Must(type == many && map["source"] is not null && map["uid"] is null, "2.5.5: a refinement is of a collection with a source and no uid");
            Constraints(map, "refinement");
        }
    }

    private void Constraints(JsonObject of, string key)
    {
        Must(of[key] is not JsonArray { Count: 0 }, $"an empty '{key}' says nothing");
        foreach (JsonObject constraint in Each(of[key]))
        {
            Keys(constraint, "constraint", "uid", "@type", "leftOperand", "operator", "rightOperand", "rightOperandReference", "dataType", "unit", "status");
            string operand = Text(constraint["leftOperand"]);
            string comparison = Text(constraint["operator"]);
            Must(s_operands.Contains(operand) || IsDefined(operand, "LeftOperand"), $"2.5.1: '{operand}' is no left operand");
            Must(s_operators.Contains(comparison), $"2.5.1: '{comparison}' is no operator");
            Must(constraint["rightOperand"] is null != constraint["rightOperandReference"] is null, "2.5.1: one of rightOperand and rightOperandReference");
            Must(constraint["rightOperand"] is not JsonArray list || (s_sets.Contains(comparison) && list.Count > 0), "2.5.1: only operators on sets take lists, and none is empty");
            Typed(operand, constraint["rightOperand"]);
        }
    }

    // The vocabulary: what the right operand must be.
    private void Typed(string operand, JsonNode? value)
    {
        string type = value is JsonObject typed ? Text(typed["@type"]) : "";
        string text = value is JsonObject literal ? Text(literal["@value"]) : "";
        bool sound = operand switch
        {
            "dateTime" => type is "xsd:date" or "xsd:dateTime" && Parses(() => XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.RoundtripKind)),
            "elapsedTime" or "delayPeriod" or "meteredTime" or "timeInterval" => type == "xsd:duration" && Parses(() => XmlConvert.ToTimeSpan(text)),
            _ => true,
        };
        Must(sound, $"vocabulary: '{text}' ({type}) is no value of {operand}");
    }

    private static bool Parses<T>(Func<T> parse)
    {
        try
        {
            parse();
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // 3: a profile defines each term of its own; 2.4: an action of its own is included in one of the core.
    private bool IsDefined(string term, string type)
    {
        _usesProfile = true;
        JsonNode? found = profile["@graph"]!.AsArray().FirstOrDefault(t => Text(t!["@id"]) == term && Text(t["@type"]) == type);
        return found is not null
            && Text(found["label"]).Length > 0
            && term.Split(':') is [var prefix, { Length: > 0 }] && _prefixes.Contains(prefix)
            && (type != "Action" || s_actions.Contains(Text(found["includedIn"])));
    }

    private void Keys(JsonObject map, string what, params string[] known)
    {
        foreach (string key in map.Select(p => p.Key).Where(k => !known.Contains(k, StringComparer.Ordinal)))
        {
            Must(key.Split(':') is [var prefix, { Length: > 0 }] && _prefixes.Contains(prefix), $"a {what} has no '{key}'");
        }
    }

    private static JsonObject[] Each(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.OfType<JsonObject>()],
        JsonObject one => [one],
        _ => [],
    };

    private static bool IsIri(JsonNode? node) => Uri.TryCreate(Text(node), UriKind.Absolute, out Uri? uri) && Uri.IsWellFormedUriString(uri.OriginalString, UriKind.Absolute);

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private void Must(bool holds, string otherwise)
    {
        if (!holds)
        {
            _faults.Add(otherwise);
        }
    }
}
