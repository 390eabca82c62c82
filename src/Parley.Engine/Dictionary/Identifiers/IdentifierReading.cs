namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>What a kind found: how many characters of canonical form it wrote, and the fault. Kept apart from the result so that reading needs no string.</summary>
internal readonly record struct IdentifierReading(int Length, IdentifierFault Fault, string? Detail)
{
    public static IdentifierReading Good(int length) => new(length, IdentifierFault.None, null);

    public static IdentifierReading Malformed(string expected) => new(0, IdentifierFault.Malformed, expected);

    /// <summary>Good, or a wrong check character, by comparing what stands with what should.</summary>
    public static IdentifierReading Checked(int length, char found, char expected) => found == expected
        ? Good(length)
        : new(length, IdentifierFault.WrongCheckCharacter, $"the check character should be {expected}, not {found}");
}
