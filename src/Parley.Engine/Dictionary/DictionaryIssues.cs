using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary;

/// <summary>The issue codes of reading a dictionary: DIC1xx.</summary>
public static class DictionaryIssues
{
    /// <summary>A list stands where a text is expected, or the like.</summary>
    public static readonly IssueCode WrongShape = new(
        "DIC104", Severity.Error, "Wrong shape", "Write the shape that docs/reference/dictionary-extensions.md gives for this place.");

    /// <summary>A key that has no meaning here.</summary>
    public static readonly IssueCode UnknownKey = new(
        "DIC105", Severity.Error, "Unknown key", "Correct the key's spelling or remove it; the message names the keys that may stand here.");

    /// <summary>A key that must be there is missing.</summary>
    public static readonly IssueCode MissingKey = new(
        "DIC106", Severity.Error, "Missing key", "Add the key.");

    /// <summary>A value that is none of those allowed.</summary>
    public static readonly IssueCode WrongValue = new(
        "DIC107", Severity.Error, "Value not allowed", "Use one of the values that the message names.");

    /// <summary>A name that is not of the form its place demands.</summary>
    public static readonly IssueCode WrongName = new(
        "DIC108", Severity.Error, "Name of the wrong form", "Write record types in PascalCase, attributes in camelCase, all other names in kebab-case.");

    /// <summary>Something is defined that is there already.</summary>
    public static readonly IssueCode Redefined = new(
        "DIC109", Severity.Error, "Defined already", "Use another name; what the dictionary has is never overridden. To add to a type, write 'extend:'; to a list, 'add-to:'.");

    /// <summary>A reference to something that is not there.</summary>
    public static readonly IssueCode NotFound = new(
        "DIC110", Severity.Error, "Not in the dictionary", "Correct the name, or define it in a file of the dictionary folder.");

    /// <summary>A document that is none of the kinds a dictionary has.</summary>
    public static readonly IssueCode UnknownDocument = new(
        "DIC111", Severity.Error, "Not a dictionary document", "Begin each document with one of the keys that the message names.");

    /// <summary>A pattern that is not a regular expression.</summary>
    public static readonly IssueCode WrongPattern = new(
        "DIC112", Severity.Error, "Pattern is not a regular expression", "Mend the expression; look-arounds and back-references are not supported.");

    /// <summary>Properties of an attribute that contradict each other.</summary>
    public static readonly IssueCode Contradiction = new(
        "DIC113", Severity.Error, "Properties contradict each other", "Remove one of the properties that the message names.");

    /// <summary>A code that a closed built-in list lacks.</summary>
    public static readonly IssueCode AddedToStandard = new(
        "DIC114", Severity.Warning, "Local code in a standard's list", "Partners do not know this code. Make a list of your own with a crosswalk, unless the standard has newly added it.");

    /// <summary>A crosswalk maps one code twice.</summary>
    public static readonly IssueCode CrosswalkRepeats = new(
        "DIC115", Severity.Error, "Crosswalk maps a code twice", "Keep one row for each code of the list translated from.");

    /// <summary>A code of the source list that the crosswalk does not speak of.</summary>
    public static readonly IssueCode CrosswalkGap = new(
        "DIC116", Severity.Error, "Crosswalk leaves a code out", "Map the code, or list it under 'none' to say that it does not cross.");
}
