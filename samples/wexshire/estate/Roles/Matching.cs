namespace Wexshire.Estate.Roles;

/// <summary>How the systems compare what they are asked for with what they hold: plainly, as old systems do.</summary>
internal static class Matching
{
    /// <summary>One registration mark, blanks apart.</summary>
    public static bool SameMark(string? held, string? asked) =>
        !string.IsNullOrWhiteSpace(held) && string.Equals(Compact(held), Compact(asked), StringComparison.OrdinalIgnoreCase);

    /// <summary>One surname, letter case apart.</summary>
    public static bool SameName(string? held, string? asked) =>
        !string.IsNullOrWhiteSpace(held) && string.Equals(held.Trim(), asked?.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>One day of birth, as far as it is held; who does not ask by it takes any.</summary>
    public static bool SameDay(string? held, string? asked) => string.IsNullOrEmpty(asked) || string.IsNullOrEmpty(held) || asked.StartsWith(held, StringComparison.Ordinal);

    private static string Compact(string? text) => (text ?? "").Replace(" ", "", StringComparison.Ordinal);
}
