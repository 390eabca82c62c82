namespace Parley.Engine.Evidence;

/// <summary>How the ledger spells actions and times.</summary>
internal static class LedgerWords
{
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    // Index 0 is no action.
    private static readonly byte[][] s_actions =
    [
        [], "collection"u8.ToArray(), "alteration"u8.ToArray(), "consultation"u8.ToArray(), "disclosure"u8.ToArray(), "combination"u8.ToArray(),
        "erasure"u8.ToArray(), "refusal"u8.ToArray(), "agreement"u8.ToArray(), "notice"u8.ToArray(), "authority"u8.ToArray(),
    ];

    /// <summary>The word of an action.</summary>
    public static ReadOnlySpan<byte> Of(LedgerAction action) => s_actions[(int)action];

    /// <summary>The action of a word, or null.</summary>
    public static LedgerAction? Action(string word)
    {
        for (int i = 1; i < s_actions.Length; i++)
        {
            if (System.Text.Encoding.UTF8.GetString(s_actions[i]) == word)
            {
                return (LedgerAction)i;
            }
        }

        return null;
    }

    /// <summary>A time of the ledger as a moment in UTC.</summary>
    public static DateTime Moment(long microseconds) => new((microseconds * TimeSpan.TicksPerMicrosecond) + UnixEpochTicks, DateTimeKind.Utc);

    /// <summary>A moment as a time of the ledger.</summary>
    public static long Microseconds(DateTime moment) => (moment.Ticks - UnixEpochTicks) / TimeSpan.TicksPerMicrosecond;
}
