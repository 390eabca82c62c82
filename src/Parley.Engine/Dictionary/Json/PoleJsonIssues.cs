using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Json;

/// <summary>The issue codes of reading the dictionary's own JSON: DIC5xx.</summary>
public static class PoleJsonIssues
{
    /// <summary>The bytes are not JSON.</summary>
    public static readonly IssueCode NotJson = Error("DIC501", "Not JSON", "Send well-formed JSON in UTF-8.");

    /// <summary>A property stands twice in one object.</summary>
    public static readonly IssueCode RepeatedProperty = Error("DIC502", "Property stands twice", "Send each property once; several values of an attribute go into one array.");

    /// <summary>A property without a meaning.</summary>
    public static readonly IssueCode UnknownProperty = Error("DIC503", "Unknown property", "Remove the property or correct its spelling.");

    /// <summary>An array where an object is expected, or the like.</summary>
    public static readonly IssueCode WrongShape = Error("DIC504", "Wrong shape", "Send the shape that docs/reference/pole-json.md gives.");

    /// <summary>No such record type.</summary>
    public static readonly IssueCode UnknownType = Error("DIC505", "Unknown record type", "Use a record type of the dictionary, or add it to the workspace's dictionary.");

    /// <summary>No such attribute of the type.</summary>
    public static readonly IssueCode UnknownAttribute = Error("DIC506", "Unknown attribute", "Use an attribute of the type, or add it to the workspace's dictionary.");

    /// <summary>A value that is not of the attribute's form.</summary>
    public static readonly IssueCode WrongValue = Error("DIC507", "Value of the wrong form", "Send the form that the attribute's type has: ISO dates, instants with Z, numbers as numbers.");

    /// <summary>No such role or link role.</summary>
    public static readonly IssueCode UnknownRole = Error("DIC508", "Unknown role", "Use a role of the dictionary, or add it to the workspace's dictionary.");

    /// <summary>An id that is missing, given twice or not given to any record.</summary>
    public static readonly IssueCode WrongId = Error("DIC509", "Id missing, repeated or unknown", "Give each record an id of its own and name these ids in links.");

    /// <summary>A code that the list does not have.</summary>
    public static readonly IssueCode UnknownCode = new(
        "DIC510", Severity.Warning, "Code not in its list", "Send a code of the list, or {\"unmapped\": \"…\"} for a source's own code.");

    private static IssueCode Error(string code, string title, string remedy) => new(code, Severity.Error, title, remedy);
}
