using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>What can be wrong with the form of a message, on reading and on writing.</summary>
public static class FormatIssues
{
    /// <summary>The bytes do not follow the rules of the format.</summary>
    public static readonly IssueCode Malformed = new("FMT001", Severity.Error,
        "The message is malformed", "Mend the message at the place given, or ask the sending system's supplier to.");

    /// <summary>The message is larger than one message may be.</summary>
    public static readonly IssueCode TooLarge = new("FMT002", Severity.Error,
        "The message is too large", "Send smaller messages, or raise the limit for this message type.");

    /// <summary>Objects, arrays or elements nest deeper than allowed.</summary>
    public static readonly IssueCode TooDeep = new("FMT003", Severity.Error,
        "The message nests too deep", "Check that the sender does not wrap data in itself; raise the depth limit if it is meant.");

    /// <summary>The message has more fields than allowed.</summary>
    public static readonly IssueCode TooManyValues = new("FMT004", Severity.Error,
        "The message has too many fields", "Split the message, or raise the limit for this message type.");

    /// <summary>One value is larger than allowed.</summary>
    public static readonly IssueCode ValueTooLarge = new("FMT005", Severity.Error,
        "A value is too large", "Carry large content as a reference to a document, or raise the limit for this message type.");

    /// <summary>Bytes that mean nothing in the message's encoding.</summary>
    public static readonly IssueCode BadEncoding = new("FMT006", Severity.Error,
        "The message has bytes that are not valid in its encoding", "Declare the encoding that the sender really uses, or have the sender write the declared one.");

    /// <summary>An encoding is named that does not exist or is not supported.</summary>
    public static readonly IssueCode UnknownEncoding = new("FMT007", Severity.Error,
        "The encoding is unknown", "Name an encoding by its IANA name, such as utf-8, windows-1252 or iso-8859-15.");

    /// <summary>One object or element says the same thing twice.</summary>
    public static readonly IssueCode DuplicateField = new("FMT008", Severity.Error,
        "A field stands twice in one object", "Have the sender write each field once; Parley does not guess which of the two is meant.");

    /// <summary>Half of a surrogate pair, which is no character.</summary>
    public static readonly IssueCode UnpairedSurrogate = new("FMT009", Severity.Error,
        "A value holds half a character", "Have the sender write whole characters; text was probably cut in the middle of one.");

    /// <summary>Well-formed, but its outermost part is not what the translation describes.</summary>
    public static readonly IssueCode WrongRoot = new("FMT010", Severity.Error,
        "The message is of another type", "Deposit the message under its own message type, or correct the translation's outermost name or namespace.");

    /// <summary>An XML document type declaration, or an entity that only one could declare.</summary>
    public static readonly IssueCode DocumentType = new("FMT011", Severity.Error,
        "The XML has a document type declaration or an entity of its own", "Have the sender leave the declaration out and write characters as they are; for safety Parley reads no declaration.");

    /// <summary>A row with more or fewer columns than the header.</summary>
    public static readonly IssueCode RaggedRow = new("FMT012", Severity.Error,
        "A row has the wrong number of columns", "Check the row for a delimiter or quote that is not escaped.");

    /// <summary>Two columns of one name.</summary>
    public static readonly IssueCode DuplicateColumn = new("FMT013", Severity.Error,
        "A column name stands twice in the header", "Say in the translation which one is meant (Phone[0], Phone[1]) or that all are (Phone[]); or have the sender name each column differently.");

    /// <summary>A character that the output's format or encoding has no way to write.</summary>
    public static readonly IssueCode CannotCarry = new("FMT014", Severity.Error,
        "A value has a character that the format cannot carry", "Remove the character at its source, or send to this recipient in a format or encoding that has it.");

    /// <summary>A value that does not fit its column.</summary>
    public static readonly IssueCode TooLong = new("FMT015", Severity.Error,
        "A value is too long for its column", "Shorten the value in the translation, and say so there, or widen the column.");

    /// <summary>A line whose tag no line of the translation has.</summary>
    public static readonly IssueCode UnknownLine = new("FMT016", Severity.Error,
        "A line is of no known kind", "Describe the line in the translation's format, or correct its tag.");

    /// <summary>A fixed-width line that ends too soon or goes on too long.</summary>
    public static readonly IssueCode LineLength = new("FMT017", Severity.Error,
        "A line has the wrong length", "Check the line against the layout; a character may be missing, or the encoding may be another.");

    /// <summary>A stream whose messages cannot be told apart from here on.</summary>
    public static readonly IssueCode Framing = new("FMT018", Severity.Error,
        "The rest of the stream cannot be cut into messages", "Mend the stream at the place given and send the rest again.");

    /// <summary>A value declared as a number or boolean that is none.</summary>
    public static readonly IssueCode NotOfKind = new("FMT019", Severity.Error,
        "A value is not a number or boolean", "Correct the value, or let the translation write it as text.");

    /// <summary>Nothing where a message should be.</summary>
    public static readonly IssueCode Empty = new("FMT020", Severity.Error,
        "The message is empty", "Check that the sender writes the message before it sends it.");

    /// <summary>Rows of one message that do not say the same where they should.</summary>
    public static readonly IssueCode RowsDiffer = new("FMT021", Severity.Error,
        "Rows of one message say different things", "Correct the row; or, where each row may say its own, let the translation read the column from the row.");

    /// <summary>A message of more rows than allowed.</summary>
    public static readonly IssueCode TooManyRows = new("FMT022", Severity.Error,
        "A message has too many rows", "Check that the columns that group the rows really tell one message from the next; raise most-rows if so many are meant.");

    /// <summary>A member of a JSON object whose name is a value that is absent.</summary>
    public static readonly IssueCode NoName = new("FMT023", Severity.Error,
        "A member of an object has no name", "Let the record's key be the name (key: \"@key\"), or complete the attribute that is the name.");

    /// <summary>More values for one name than columns.</summary>
    public static readonly IssueCode TooFewColumns = new("FMT024", Severity.Error,
        "There are more values than columns of the name", "Name the column in 'columns' as often as there may be values, or let the translation take fewer.");
}
