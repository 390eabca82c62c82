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
    public static LedgerAction? Action(ReadOnlySpan<byte> word)
    {
        for (int i = 1; i < s_actions.Length; i++)
        {
            if (word.SequenceEqual(s_actions[i]))
            {
                return (LedgerAction)i;
            }
        }

        return null;
    }

    /// <summary>How many bytes <see cref="Write"/> writes.</summary>
    public const int MomentBytes = 27;

    /// <summary>Writes a time as RFC 3339 in UTC with six digits of the second. By hand: the framework's custom formats cost as much as the rest of an entry.</summary>
    public static void Write(long microseconds, Span<byte> text)
    {
        DateTime moment = Moment(microseconds);
        (DateOnly date, TimeOnly time) = (DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment));
        "0000-00-00T00:00:00.000000Z"u8.CopyTo(text);
        Digits(date.Year, text[..4]);
        Digits(date.Month, text[5..7]);
        Digits(date.Day, text[8..10]);
        Digits(time.Hour, text[11..13]);
        Digits(time.Minute, text[14..16]);
        Digits(time.Second, text[17..19]);
        Digits((time.Millisecond * 1000) + time.Microsecond, text[20..26]);
    }

    /// <summary>Reads a time as <see cref="Write"/> writes it; null for anything else.</summary>
    public static long? ReadMoment(ReadOnlySpan<byte> text)
    {
        if (text.Length != MomentBytes || text[10] != 'T' || text[19] != '.' || text[26] != 'Z')
        {
            return null;
        }

        Span<int> parts = [Number(text[..4]), Number(text[5..7]), Number(text[8..10]), Number(text[11..13]), Number(text[14..16]), Number(text[17..19]), Number(text[20..26])];
        if (parts[0] < 1 || parts[1] is < 1 or > 12 || parts[2] < 1 || parts[2] > DateTime.DaysInMonth(parts[0], parts[1])
            || parts[3] is < 0 or > 23 || parts[4] is < 0 or > 59 || parts[5] is < 0 or > 59 || parts[6] < 0)
        {
            return null;
        }

        return Microseconds(new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], DateTimeKind.Utc)) + parts[6];
    }

    private static void Digits(int number, Span<byte> text)
    {
        for (int i = text.Length - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        int number = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    /// <summary>A time of the ledger as a moment in UTC.</summary>
    public static DateTime Moment(long microseconds) => new((microseconds * TimeSpan.TicksPerMicrosecond) + UnixEpochTicks, DateTimeKind.Utc);

    /// <summary>A moment as a time of the ledger.</summary>
    public static long Microseconds(DateTime moment) => (moment.Ticks - UnixEpochTicks) / TimeSpan.TicksPerMicrosecond;
}
