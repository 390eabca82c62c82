using System.Globalization;

namespace Parley.Cli;

/// <summary>Counts in words: <c>1 system</c>, <c>2 systems</c>.</summary>
internal static class Counted
{
    /// <summary>So many of something.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">What one is called.</param>
    /// <param name="many">What several are called, where that does not end in an s.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
