using Parley.Engine.Dictionary.Rules;
using Parley.Engine.Dictionary.Validation;
using Parley.Engine.Issues;
using Parley.Engine.Translation;

namespace Parley.Server.Quality;

/// <summary>What kinds of findings there are, and whose task each is.</summary>
internal static class QualityKinds
{
    public const string Incomplete = "incomplete";
    public const string Invalid = "invalid";
    public const string Unmapped = "unmapped";
    public const string Stale = "stale";
    public const string Duplicate = "duplicate";
    public const string Conflict = "conflict";

    /// <summary>What the source's people mend at the source.</summary>
    public const string Source = "source";

    /// <summary>What those who keep the translations mend.</summary>
    public const string Platform = "platform";

    /// <summary>What those mend who were given the record: by what the translation says of its responsibilities.</summary>
    public const string Recipient = "recipient";

    /// <summary>All kinds, in the order in which days count them.</summary>
    public static IReadOnlyList<string> All { get; } = [Incomplete, Invalid, Unmapped, Stale, Duplicate, Conflict];

    /// <summary>The kind of a code.</summary>
    public static string Of(IssueCode code) =>
        ReferenceEquals(code, BundleIssues.Incomplete) ? Incomplete
        : ReferenceEquals(code, ValueIssues.UnmappedCode) ? Unmapped
        : ReferenceEquals(code, QualityIssues.Stale) ? Stale
        : ReferenceEquals(code, QualityIssues.Duplicate) ? Duplicate
        : ReferenceEquals(code, QualityIssues.Conflict) ? Conflict
        : Invalid;

    /// <summary>
    /// Whose task a finding is, where the translation does not say: a code that no map knows, a record that nothing links, and a link between the wrong records are mended in the translation, whose keeper
    /// is the platform; the rest at the source.
    /// </summary>
    public static string TaskOf(IssueCode code) =>
        ReferenceEquals(code, ValueIssues.UnmappedCode) || ReferenceEquals(code, BundleIssues.Orphan) || ReferenceEquals(code, BundleIssues.LinkNotAllowed)
        || ReferenceEquals(code, BundleIssues.OrganisationAsPerson)
            ? Platform
            : Source;

    /// <summary>A responsibility as findings name it.</summary>
    public static string NameOf(Responsibility whose) => whose switch
    {
        Responsibility.Platform => Platform,
        Responsibility.Recipient => Recipient,
        _ => Source,
    };
}
