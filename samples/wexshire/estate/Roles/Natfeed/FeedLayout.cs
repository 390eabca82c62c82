namespace Wexshire.Estate.Roles.Natfeed;

/// <summary>The layout of the record, as the README of the feed documents it.</summary>
internal static class FeedLayout
{
    public const int Length = 320;

    public static readonly FeedField Force = new("FORCE", 1, 3, 'N');
    public static readonly FeedField Action = new("ACTION", 4, 1, 'X', ["A"]);
    public static readonly FeedField Reference = new("REF", 5, 20, 'X');
    public static readonly FeedField Date = new("DATE", 25, 8, 'N');
    public static readonly FeedField Town = new("TOWN", 97, 20, 'X');

    private static readonly string[] Categories = ["101", "102", "111", "112", "121", "131", "141", "201", "301", "311", "321", "331", "401", "411", "501", "999"];

    /// <summary>All fields in order; they leave no column out.</summary>
    public static readonly IReadOnlyList<FeedField> Fields =
    [
        Force,
        Action,
        Reference,
        Date,
        new("TIME", 33, 4, 'N'),
        new("CATEGORY", 37, 3, 'N', Categories),
        new("GRADE", 40, 1, 'X', ["I", "P", "S", "N"]),
        new("EASTING", 41, 6, 'N'),
        new("NORTHING", 47, 7, 'N'),
        new("POSTCODE", 54, 8, 'X'),
        new("STREET", 62, 35, 'X'),
        Town,
        .. Person(1, 117),
        .. Person(2, 176),
        .. Vehicle(1, 235),
        .. Vehicle(2, 261),
        new("SPEED", 287, 3, 'N'),
        new("CRIMEREF", 290, 15, 'X'),
        new("FILLER", 305, 16, 'X', []),
    ];

    private static FeedField[] Person(int slot, int start) =>
    [
        new($"P{slot}-ROLE", start, 1, 'X', ["V", "S", "W", "R", "M", "O"]),
        new($"P{slot}-SURNAME", start + 1, 20, 'X'),
        new($"P{slot}-FORENAMES", start + 21, 25, 'X'),
        new($"P{slot}-DOB", start + 46, 8, 'N'),
        new($"P{slot}-SEX", start + 54, 1, 'X', ["M", "F", "U"]),
        new($"P{slot}-ETHNIC", start + 55, 1, 'N', ["0", "1", "2", "3", "4", "5", "6", "7"]),
        new($"P{slot}-HEIGHT", start + 56, 3, 'N'),
    ];

    private static FeedField[] Vehicle(int slot, int start) =>
    [
        new($"V{slot}-VRM", start, 10, 'X'),
        new($"V{slot}-MAKE", start + 10, 12, 'X'),
        new($"V{slot}-COLOUR", start + 22, 3, 'X'),
        new($"V{slot}-STATUS", start + 25, 1, 'X', ["U", "S", "D", "T", "O"]),
    ];
}
