using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Validation;

/// <summary>The issue codes of values that break a rule of their attribute: DIC3xx.</summary>
public static class ValueIssues
{
    /// <summary>Fewer characters than the standard asks for.</summary>
    public static readonly IssueCode TooShort = Warning("DIC301", "Value too short", "Enter the whole value at its source.");

    /// <summary>More characters than the standard allows.</summary>
    public static readonly IssueCode TooLong = Warning("DIC302", "Value too long", "Shorten the value at its source, or carry the rest in another attribute.");

    /// <summary>The attribute's pattern is not met.</summary>
    public static readonly IssueCode Pattern = Warning("DIC303", "Value of the wrong form", "Correct the value at its source to the form that the dictionary gives.");

    /// <summary>A value of another kind than the attribute's.</summary>
    public static readonly IssueCode WrongType = new(
        "DIC304", Severity.Error, "Value of the wrong type", "Translate the field to the type that the dictionary gives for the attribute.");

    /// <summary>A code that the list does not have.</summary>
    public static readonly IssueCode UnmappedCode = Warning("DIC305", "Code not mapped", "Add the code to the translation's code map, or to the list.");

    /// <summary>A code not to be used any more.</summary>
    public static readonly IssueCode DeprecatedCode = Warning("DIC306", "Code no longer in use", "Use the code that took its place for new records.");

    /// <summary>A day after today.</summary>
    public static readonly IssueCode Future = Warning("DIC311", "Date in the future", "Correct the date at its source.");

    /// <summary>Today or later, where only earlier days can be.</summary>
    public static readonly IssueCode NotBeforeToday = Warning("DIC312", "Date not before today", "Correct the date at its source.");

    /// <summary>A day before today.</summary>
    public static readonly IssueCode Past = Warning("DIC313", "Date in the past", "Correct the date at its source.");

    /// <summary>More than nine months ahead.</summary>
    public static readonly IssueCode BeyondNineMonths = Warning("DIC314", "Date more than nine months ahead", "Correct the date at its source.");

    /// <summary>An age of more than 120 years.</summary>
    public static readonly IssueCode TooOld = Warning("DIC315", "Age above 120", "Correct the age or the date of birth at its source.");

    /// <summary>A number outside the range that can be.</summary>
    public static readonly IssueCode OutOfRange = Warning("DIC316", "Number out of range", "Correct the number at its source, and check its unit in the translation.");

    /// <summary>Two spaces side by side, or a space at an end.</summary>
    public static readonly IssueCode Spaces = Warning("DIC321", "Superfluous spaces", "Remove the spaces at the source, or add 'trim' in the translation.");

    /// <summary>A character that names do not have.</summary>
    public static readonly IssueCode NameCharacters = Warning("DIC322", "Character not allowed in a name", "Names have letters, spaces, hyphens and apostrophes; move all else to its own attribute.");

    /// <summary>A word that stands for not knowing.</summary>
    public static readonly IssueCode Placeholder = Warning("DIC323", "Placeholder instead of a value", "Leave the field empty: better blank than known to be wrong.");

    /// <summary>A title within a name.</summary>
    public static readonly IssueCode TitleInName = Warning("DIC324", "Title within a name", "Move the title to the attribute 'title'.");

    /// <summary>A space where none may be.</summary>
    public static readonly IssueCode NoSpaces = Warning("DIC325", "Space within a value", "Remove the spaces; identifiers are exchanged without them.");

    /// <summary>Not letters and digits only.</summary>
    public static readonly IssueCode Alphanumeric = Warning("DIC326", "Not letters and digits only", "Correct the value at its source.");

    /// <summary>No address of a mailbox.</summary>
    public static readonly IssueCode Email = Warning("DIC327", "Not an e-mail address", "Correct the address at its source: name@domain.");

    private static IssueCode Warning(string code, string title, string remedy) => new(code, Severity.Warning, title, remedy);
}
