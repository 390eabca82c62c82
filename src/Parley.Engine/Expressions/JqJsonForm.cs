namespace Parley.Engine.Expressions;

/// <summary>How strictly JSON is read, and how deep it may nest.</summary>
/// <param name="IsStrict">Whether only what RFC 8259 allows is read. Otherwise what jq reads too: <c>nan</c>, <c>1.</c>, <c>.5</c>, <c>01</c>, half
/// surrogate pairs and bad UTF-8 (as U+FFFD), control characters in strings, a byte order mark at the start.</param>
/// <param name="Nesting">Levels of arrays and objects.</param>
public sealed record JqJsonForm(bool IsStrict, int Nesting)
{
    /// <summary>Standard JSON, as messages are read.</summary>
    public static JqJsonForm Strict { get; } = new(true, JqValue.DeepestNesting);

    /// <summary>What jq reads.</summary>
    public static JqJsonForm Lenient { get; } = new(false, 10_000);
}
