using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>The issue codes of rules that several attributes or records obey together: DIC4xx.</summary>
public static class BundleIssues
{
    /// <summary>A person of whom nothing is known that could tell one from another.</summary>
    public static readonly IssueCode PersonWithoutIdentity = Warning(
        "DIC401", "Person without identifying data", "Enter a name, a number or what the person looks like, or leave the person out.");

    /// <summary>A record that nothing links to.</summary>
    public static readonly IssueCode Orphan = Warning(
        "DIC402", "Record without a link", "Add a link in the translation that says what the record has to do with the others, or leave it out.");

    /// <summary>A death before the birth.</summary>
    public static readonly IssueCode DeathBeforeBirth = Warning("DIC403", "Death before birth", "Correct the date that is wrong at its source.");

    /// <summary>An end before its beginning.</summary>
    public static readonly IssueCode EndBeforeStart = Warning(
        "DIC404", "End before beginning", "Correct the times at their source, and check the zones in the translation.");

    /// <summary>A link between records that its role does not join.</summary>
    public static readonly IssueCode LinkNotAllowed = Warning(
        "DIC405", "Link between the wrong records", "Turn the link round or choose another role; the dictionary says what may stand at each end.");

    /// <summary>Handling, action and sanitisation codes that do not go together.</summary>
    public static readonly IssueCode IntelligenceGrading = Warning(
        "DIC406", "Intelligence codes that do not go together", "Under handling C give an action and a sanitisation code; under P give neither.");

    /// <summary>An identification that things of the category do not have.</summary>
    public static readonly IssueCode PropertyIdentification = Warning(
        "DIC407", "Identification does not fit the property", "Correct the category or the type of identification at the source.");

    /// <summary>A UK and a foreign number in one document.</summary>
    public static readonly IssueCode TwoNumbers = Warning(
        "DIC408", "UK and foreign number together", "Make two records of it, or remove the number that is wrong.");

    /// <summary>A person whose name is that of a company.</summary>
    public static readonly IssueCode OrganisationAsPerson = Warning(
        "DIC409", "Organisation recorded as a person", "Translate it to an Organisation.");

    /// <summary>A vulnerable child of 18 or more.</summary>
    public static readonly IssueCode ChildOfAge = Warning(
        "DIC410", "Vulnerable child aged 18 or more", "Record the person as a vulnerable adult, or correct the date of birth.");

    /// <summary>A completeness rule that does not hold.</summary>
    public static readonly IssueCode Incomplete = Warning(
        "DIC451", "Record incomplete for its role", "Complete the record at its source; better blank than known to be wrong.");

    private static IssueCode Warning(string code, string title, string remedy) => new(code, Severity.Warning, title, remedy);
}
