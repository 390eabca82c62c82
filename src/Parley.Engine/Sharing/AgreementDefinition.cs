using System.Text.Json.Nodes;
using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>
/// A data sharing agreement as an object: parties, purpose, legal basis, who may get which attributes of which records, until when.
/// Holds what the ICO's Data Sharing Code of Practice asks of one. Immutable; whether it is in force is another question
/// (<see cref="AgreementStanding"/>), for that depends on signatures, dates and acts of its parties.
/// </summary>
public sealed record AgreementDefinition
{
    /// <summary>How a value begins that a draft leaves to be said: <c>TO SAY (who answers for what)</c>.</summary>
    public const string ToSay = "TO SAY (";

    /// <summary>The identifier, in kebab case; also the file's name.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>The organisations and groups that are bound by it, with their roles.</summary>
    public required IReadOnlyList<AgreementParty> Parties { get; init; }

    /// <summary>A code of the list of purposes (<c>investigation</c>, <c>victim-support</c>).</summary>
    public required string Purpose { get; init; }

    /// <summary>What the sharing is to achieve, in words.</summary>
    public string Objectives { get; init; } = "";

    /// <summary>A code of <c>legal-regime</c>: <c>law-enforcement</c> (DPA 2018 Part 3) or <c>general</c> (UK GDPR).</summary>
    public required string Regime { get; init; }

    /// <summary>A code of <c>lawful-basis</c>.</summary>
    public required string Basis { get; init; }

    /// <summary>Codes of <c>statutory-gateway</c>.</summary>
    public IReadOnlyList<string> Gateways { get; init; } = [];

    /// <summary>Codes of <c>sensitive-condition</c> (DPA 2018 Schedule 8); without one no protected attribute is permitted.</summary>
    public IReadOnlyList<string> SensitiveConditions { get; init; } = [];

    /// <summary>What may be shared; nothing listed, nothing shared.</summary>
    public required IReadOnlyList<GrantDefinition> Grants { get; init; }

    /// <summary>What may never be shared between the parties, whatever any agreement permits.</summary>
    public IReadOnlyList<ProhibitionDefinition> Prohibitions { get; init; } = [];

    /// <summary>The highest marking of a record that may be shared: a code of <c>marking</c>.</summary>
    public string HighestMarking { get; init; } = "OFFICIAL";

    /// <summary>Whether, and to whom, the recipient may pass it on.</summary>
    public OnwardDefinition Onward { get; init; } = new(Permitted: false, []);

    /// <summary>How long the recipient may keep it: an ISO 8601 duration (<c>P6Y</c>).</summary>
    public required string Retention { get; init; }

    /// <summary>How often, in words (<c>as it happens</c>).</summary>
    public string Frequency { get; init; } = "";

    /// <summary>Who answers for what, in words.</summary>
    public string Liability { get; init; } = "";

    /// <summary>What is agreed of rights, accuracy, security, breach, deletion and termination, in words, by item; an item that is not there was not said.</summary>
    public IReadOnlyDictionary<string, string> Governance { get; init; } = new Dictionary<string, string>();

    /// <summary>The reference of the data protection impact assessment (DPA 2018 s.64, UK GDPR Article 35); may be empty.</summary>
    public string Dpia { get; init; } = "";

    /// <summary>For the international level: on what a transfer abroad rests (DPA 2018 ss.73 to 77); otherwise null.</summary>
    public TransferDefinition? Transfer { get; init; }

    /// <summary>True when every use under it needs a reason in words.</summary>
    public bool ReasonRequired { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The day by which it is to be reviewed.</summary>
    public required DateOnly Review { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly End { get; init; }

    /// <summary>The file as JSON, with the rules of the groups it names under <c>groups</c>: what is canonicalised (RFC 8785), hashed and signed.</summary>
    public required JsonObject Content { get; init; }

    /// <summary>SHA-256 of the canonical content, 64 hexadecimal digits: what signatures, decisions and the ledger refer to.</summary>
    public required string Hash { get; init; }

    /// <summary>Where it was read.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>The keys whose value is still the draft's, such as <c>governance: rights</c>; none of an agreement that can be signed.</summary>
    public IEnumerable<string> StillToSay() => StillToSay("", Content).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> StillToSay(string key, JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(m => StillToSay(key.Length == 0 ? m.Key : $"{key}: {m.Key}", m.Value)),
        JsonArray items => items.SelectMany(i => StillToSay(key, i)),
        JsonValue value when value.TryGetValue(out string? text) && text.StartsWith(ToSay, StringComparison.Ordinal) => [key],
        _ => [],
    };
}
