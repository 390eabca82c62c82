namespace Wexshire.Estate.Roles.Natfeed;

/// <summary>One field of the fixed record.</summary>
/// <param name="Name">Its name in the layout.</param>
/// <param name="Start">The column of its first character, from 1.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Kind">X text, left and filled with spaces; N digits, filled with zeros on the left, or all spaces.</param>
/// <param name="Codes">The characters or codes it may hold besides spaces; null for any.</param>
internal sealed record FeedField(string Name, int Start, int Length, char Kind, string[]? Codes = null)
{
    public string Of(string line) => line.Substring(Start - 1, Length);
}
