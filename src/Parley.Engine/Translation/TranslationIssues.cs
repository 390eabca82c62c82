using Parley.Engine.Issues;

namespace Parley.Engine.Translation;

/// <summary>Issue codes of translation: TRN0xx a definition that cannot be used, TRN1xx a definition that loses or guesses, TRN2xx a message on the way in, TRN3xx a bundle on the way out.</summary>
public static class TranslationIssues
{
    /// <summary>A part of the file has the wrong form.</summary>
    public static readonly IssueCode Malformed = new("TRN001", Severity.Error, "The translation has the wrong form", "Write it as docs/reference/translation.md describes.");

    /// <summary>The format is not one that is known.</summary>
    public static readonly IssueCode UnknownFormat = new("TRN002", Severity.Error, "Unknown format", "Use json, xml, csv or fixed.");

    /// <summary>The record type is not in the dictionary.</summary>
    public static readonly IssueCode UnknownType = new("TRN003", Severity.Error, "Unknown record type", "Use a type or an entity role of the dictionary (`parley dictionary types`), or add one in dictionary/.");

    /// <summary>The attribute is not in the record type.</summary>
    public static readonly IssueCode UnknownAttribute = new("TRN004", Severity.Error, "Unknown attribute", "Use an attribute of the type (`parley dictionary TYPE`), or add one in dictionary/.");

    /// <summary>The link role is not in the dictionary, or does not join these types.</summary>
    public static readonly IssueCode UnknownRole = new("TRN005", Severity.Error, "Unknown or unfit link role", "Use a link role of the dictionary that joins these record types, or add one in dictionary/.");

    /// <summary>The record named is not one of this translation.</summary>
    public static readonly IssueCode UnknownRecord = new("TRN006", Severity.Error, "Unknown record", "Name a record that stands under 'records' above.");

    /// <summary>A path cannot be read.</summary>
    public static readonly IssueCode BadPath = new("TRN007", Severity.Error, "Malformed path", "Write names joined with dots: caller.phones[type=mobile].number.");

    /// <summary>A code map names a code or a list that does not exist.</summary>
    public static readonly IssueCode UnknownCode = new("TRN008", Severity.Error, "Unknown code or code list", "Use codes of the attribute's list (`parley dictionary LIST`).");

    /// <summary>A date pattern cannot be read.</summary>
    public static readonly IssueCode BadPattern = new("TRN009", Severity.Error, "Malformed date or time pattern", "Use yyyy, MM, dd, HH, mm, ss, fff, zzz and literal characters, or iso.");

    /// <summary>The field's specification does not fit the attribute.</summary>
    public static readonly IssueCode Unfit = new("TRN010", Severity.Error, "The field does not fit the attribute", "Give the field the form that the attribute's type needs.");

    /// <summary>The kind of identifier, unit or time zone is not known.</summary>
    public static readonly IssueCode UnknownKind = new("TRN011", Severity.Error, "Unknown identifier kind, unit or time zone", "Use one that docs/reference/translation.md lists.");

    /// <summary>An expression does not compile.</summary>
    public static readonly IssueCode BadExpression = new("TRN012", Severity.Error, "The expression cannot be compiled", "Keep to the part of jq that docs/reference/jq.md lists.");

    /// <summary>An XML prefix has no namespace.</summary>
    public static readonly IssueCode UnknownPrefix = new("TRN013", Severity.Error, "Unknown namespace prefix", "Declare the prefix under format: xml: namespaces.");

    /// <summary>Two fields write one attribute.</summary>
    public static readonly IssueCode TwoWriters = new("TRN101", Severity.Error, "Two fields write one attribute", "Keep one, join them (join, parts), or limit one to a direction with only: in or only: out.");

    /// <summary>A code map names a code that maps to nothing.</summary>
    public static readonly IssueCode CodeToNothing = new("TRN102", Severity.Warning, "A code maps to nothing", "Map it, or say { relation: none } to accept the loss.");

    /// <summary>Two codes map to one and none is preferred on the way back.</summary>
    public static readonly IssueCode NoWayBack = new("TRN103", Severity.Error, "Two codes map to one, with no preferred way back", "Mark one with preferred: true, or give the others relation: broader or narrower.");

    /// <summary>A local time without a zone.</summary>
    public static readonly IssueCode NoZone = new("TRN104", Severity.Error, "A local time without a zone", "Add zone: Europe/London, or a zone to the pattern (zzz).");

    /// <summary>The target field is shorter than the attribute.</summary>
    public static readonly IssueCode Truncation = new("TRN105", Severity.Warning, "The field is shorter than the attribute", "Say overflow: truncate to accept the loss or overflow: reject to refuse such values.");

    /// <summary>A split that cannot be joined again.</summary>
    public static readonly IssueCode SplitUnsafe = new("TRN106", Severity.Warning, "A split that cannot be joined again", "Use a separator that the values cannot contain, or limit the rule to one direction.");

    /// <summary>A required attribute without a source.</summary>
    public static readonly IssueCode RequiredWithoutSource = new("TRN107", Severity.Error, "A required attribute without a source", "Map it, or give it a default.");

    /// <summary>A field of a sample that nothing uses.</summary>
    public static readonly IssueCode UnusedField = new("TRN108", Severity.Warning, "A field that nothing uses", "Map it, or name it under 'unused' with the reason.");

    /// <summary>A code of the target list that no source code maps to.</summary>
    public static readonly IssueCode CodeNotWritten = new("TRN109", Severity.Info, "A dictionary code that cannot be written", "Add a source code for it, or a default for the way out.");

    /// <summary>Records of one type that cannot be told apart on the way back.</summary>
    public static readonly IssueCode RecordsAlike = new("TRN110", Severity.Warning, "Records of one type cannot be told apart on the way back", "Give each a link with a role of its own, an entity role, or a constant attribute.");

    /// <summary>A field under 'unused' is used after all.</summary>
    public static readonly IssueCode UnusedIsUsed = new("TRN111", Severity.Warning, "A field said to be unused is used", "Remove it from 'unused'.");

    /// <summary>One field is written from several attributes.</summary>
    public static readonly IssueCode FieldWrittenTwice = new("TRN112", Severity.Warning, "One field is written from several attributes", "Limit all but one to reading with only: in; otherwise the first that has a value is written.");

    /// <summary>A sample does not come back as it went.</summary>
    public static readonly IssueCode RoundTrip = new("TRN113", Severity.Warning, "A sample does not come back as it went", "Look at the attribute named; make the rule two-way, or mark it with only: in.");

    /// <summary>A value computed by an expression goes one way only.</summary>
    public static readonly IssueCode OneWay = new("TRN114", Severity.Info, "A computed value goes one way", "Add an expression for the other direction if the value must return.");

    /// <summary>A bundle made by verification does not come back.</summary>
    public static readonly IssueCode BundleNotBack = new("TRN115", Severity.Warning, "A generated bundle does not come back as it went", "Make the rule named two-way, or say the loss in the definition: only: in, accept: with the reason, or a relation.");

    /// <summary>A message made by verification changes when it is read and written again.</summary>
    public static readonly IssueCode MessageNotStable = new("TRN116", Severity.Warning, "A message does not come back as it went", "Make the rule named two-way, or say the loss in the definition: only: in, accept: with the reason, or a relation.");

    /// <summary>A message lacks a field that the translation requires.</summary>
    public static readonly IssueCode MissingField = new("TRN201", Severity.Error, "A required field is missing", "Send the field.");

    /// <summary>A value has not the form that the translation says.</summary>
    public static readonly IssueCode BadValue = new("TRN202", Severity.Error, "A value has the wrong form", "Send the value in the form that the interface describes.");

    /// <summary>A code is not in the translation's code map.</summary>
    public static readonly IssueCode UnmappedCode = new("TRN203", Severity.Warning, "A code is not in the code map", "Send a code of the list, or add the code to the translation.");

    /// <summary>A field was not used.</summary>
    public static readonly IssueCode FieldNotUsed = new("TRN204", Severity.Warning, "A field was not used", "Map it, or name it under 'unused' with the reason.");

    /// <summary>A local time happens twice in its zone.</summary>
    public static readonly IssueCode RepeatedHour = new("TRN205", Severity.Warning, "A local time that happens twice", "Send the time with its offset; the earlier of the two was taken.");

    /// <summary>A local time does not exist in its zone.</summary>
    public static readonly IssueCode SkippedHour = new("TRN206", Severity.Error, "A local time that does not exist", "Correct the time: the clocks went forward in that hour.");

    /// <summary>A link refers to a key that no record of the message has.</summary>
    public static readonly IssueCode DanglingReference = new("TRN207", Severity.Warning, "A reference to a record that is not in the message", "Send the record referred to, or leave the reference out.");

    /// <summary>A message has no record of the kind it is about.</summary>
    public static readonly IssueCode MissingRecord = new("TRN208", Severity.Error, "A required record is missing", "Send the part of the message that holds it.");

    /// <summary>An expression failed on a message.</summary>
    public static readonly IssueCode ExpressionFailed = new("TRN209", Severity.Error, "An expression failed", "Correct the value, or make the expression stand such values.");

    /// <summary>A bundle has not the subject that the message type is about.</summary>
    public static readonly IssueCode NoSubject = new("TRN301", Severity.Error, "The bundle has no record that this message type is about", "Send this bundle to a message type that is about its subject.");

    /// <summary>An attribute that the recipient requires is not there.</summary>
    public static readonly IssueCode RequiredAbsent = new("TRN302", Severity.Error, "An attribute that the recipient requires is absent", "Complete the record at its source, or give the recipient's translation a default.");

    /// <summary>A record has no place in the message.</summary>
    public static readonly IssueCode RecordNotCarried = new("TRN303", Severity.Info, "A record has no place in the message", "Nothing, if the recipient does not want it; otherwise extend its translation.");

    /// <summary>A code has no counterpart in the recipient's list.</summary>
    public static readonly IssueCode CodeNotCarried = new("TRN304", Severity.Warning, "A code has no counterpart in the recipient's list", "Add it to the recipient's code map, or give a default for the way out.");

    /// <summary>A value is longer than the recipient's field.</summary>
    public static readonly IssueCode TooLong = new("TRN305", Severity.Error, "A value is longer than the recipient's field", "Shorten it at the source, or say overflow: truncate in the translation.");

    /// <summary>A value was cut to the recipient's length.</summary>
    public static readonly IssueCode Truncated = new("TRN306", Severity.Warning, "A value was cut to the recipient's length", "Shorten it at the source if the cut matters.");

    /// <summary>A value cannot be written in the recipient's form.</summary>
    public static readonly IssueCode NotWritable = new("TRN307", Severity.Warning, "A value cannot be written in the recipient's form", "Correct the value at its source.");

    /// <summary>More values than the recipient has room for.</summary>
    public static readonly IssueCode TooMany = new("TRN308", Severity.Warning, "More values than the recipient has room for", "Nothing, if the first is enough; otherwise extend the recipient's translation.");

    /// <summary>Two attributes want one field, with different values.</summary>
    public static readonly IssueCode FieldConflict = new("TRN309", Severity.Warning, "Two attributes want one field", "Limit one of them to reading with only: in.");
}
