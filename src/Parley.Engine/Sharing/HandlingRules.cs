namespace Parley.Engine.Sharing;

/// <summary>
/// What a record's own marking, handling instructions and intelligence grade mean for its disclosure: rules as data, with defaults that err
/// on the side of not sharing. A code that is not listed keeps the record with its owner.
/// </summary>
public sealed record HandlingRules
{
    /// <summary>The rules of a workspace that says nothing of them.</summary>
    public static HandlingRules Default { get; } = new();

    /// <summary>The highest marking that goes within one organisation without anybody saying so: a code of <c>marking</c>.</summary>
    public string HighestLocalMarking { get; init; } = "OFFICIAL-SENSITIVE";

    /// <summary>How far each code of <c>handling-instruction</c> lets a record go.</summary>
    public IReadOnlyDictionary<string, HandlingReach> Instructions { get; init; } = new Dictionary<string, HandlingReach>(StringComparer.Ordinal)
    {
        ["for-public-release"] = HandlingReach.Anyone,
        ["personal-data"] = HandlingReach.Anyone,
        ["uk-eyes-only"] = HandlingReach.HomeCountry,
        ["hmg-use-only"] = HandlingReach.Government,
        ["police-only"] = HandlingReach.Police,
        ["recipients-only"] = HandlingReach.Named,
        ["organisational-use-only"] = HandlingReach.Owner,
        ["embargoed"] = HandlingReach.Owner,
        ["legal"] = HandlingReach.Owner,
        ["legal-professional-privilege"] = HandlingReach.Owner,
        ["commercial"] = HandlingReach.Owner,
        ["market-sensitive"] = HandlingReach.Owner,
        ["hr-management"] = HandlingReach.Owner,
    };

    /// <summary>How far each code of <c>intelligence-handling-555</c> lets a report go that has no 3x5x2 grade.</summary>
    public IReadOnlyDictionary<string, HandlingReach> Handling555 { get; init; } = new Dictionary<string, HandlingReach>(StringComparer.Ordinal)
    {
        ["1"] = HandlingReach.Police,
        ["2"] = HandlingReach.HomeCountry,
        ["3"] = HandlingReach.Anyone,
        ["4"] = HandlingReach.Owner,
        ["5"] = HandlingReach.Owner,
    };

    /// <summary>The codes of <c>intelligence-action</c> under which a report may go; the recipient is bound by them.</summary>
    public IReadOnlySet<string> Actions { get; init; } = new HashSet<string>(["A1", "A2", "A3"], StringComparer.Ordinal);

    /// <summary>What each code of <c>intelligence-sanitisation</c> asks for.</summary>
    public IReadOnlyDictionary<string, SanitisationRule> Sanitisation { get; init; } = new Dictionary<string, SanitisationRule>(StringComparer.Ordinal)
    {
        ["S1"] = new(HandlingReach.Anyone, ["provenance", "submittedBy", "originator", "operationName", "recordedBy"]),
        ["S2"] = new(HandlingReach.Owner, []),
    };

    /// <summary>The categories of data subject (DPA 2018 s.38(3)) that entity roles imply.</summary>
    public IReadOnlyDictionary<string, string> SubjectOfRole { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["victim"] = "victim",
        ["victim-on-duty"] = "victim",
        ["witness"] = "witness",
        ["reporting-person"] = "witness",
        ["reporting-organisation"] = "witness",
        ["suspect-known"] = "suspect",
        ["suspect-unknown"] = "suspect",
        ["offender"] = "convicted",
    };
}
