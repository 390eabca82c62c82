using System.Diagnostics.CodeAnalysis;

namespace Parley.Server.Storage;

/// <summary>Keys as the API shows them: a letter for the kind and 13 characters of base 32 (no i, l, o, u), which sort as the keys do.</summary>
internal static class PublicId
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 13;

    /// <summary>An exchange's identifier.</summary>
    public static string Exchange(long key) => Encode('x', key);

    /// <summary>An exception's identifier.</summary>
    public static string Exception(long key) => Encode('e', key);

    /// <summary>An act's identifier.</summary>
    public static string Act(long key) => Encode('a', key);

    /// <summary>A notice's identifier.</summary>
    public static string Notice(long key) => Encode('n', key);

    /// <summary>A hold's identifier.</summary>
    public static string Hold(long key) => Encode('h', key);

    /// <summary>A review's identifier.</summary>
    public static string Review(long key) => Encode('r', key);

    /// <summary>An emergency's identifier.</summary>
    public static string Emergency(long key) => Encode('m', key);

    /// <summary>A task's identifier.</summary>
    public static string HumanTask(long key) => Encode('t', key);

    /// <summary>An obligation's identifier.</summary>
    public static string Obligation(long key) => Encode('b', key);

    /// <summary>A load's identifier.</summary>
    public static string Load(long key) => Encode('l', key);

    /// <summary>A subscription's identifier.</summary>
    public static string Subscription(long key) => Encode('s', key);

    /// <summary>A quality finding's identifier.</summary>
    public static string Finding(long key) => Encode('q', key);

    /// <summary>A record's identifier.</summary>
    public static string Record(long key) => Encode('k', key);

    /// <summary>A live search's identifier.</summary>
    public static string Search(long key) => Encode('q', key);

    /// <summary>The identifier of the identity that a record belongs to.</summary>
    public static string Identity(long key) => Encode('i', key);

    /// <summary>The identifier of a decision on two records.</summary>
    public static string IdentityDecision(long key) => Encode('j', key);

    /// <summary>The identifier of a row of a record's versions, of the code that stands for it outside (ADR 0025).</summary>
    public static string Version(long code) => Encode('v', code);

    /// <summary>An object's identifier.</summary>
    public static string Media(long key) => Encode('o', key);

    /// <summary>The identifier of an instance of a process.</summary>
    public static string Process(long key) => Encode('p', key);

    /// <summary>A live shadow's identifier.</summary>
    public static string LiveShadow(long key) => Encode('w', key);

    /// <summary>Reads a delivery's identifier.</summary>
    public static bool TryParseDelivery([NotNullWhen(true)] string? text, out long exchange, out int n)
    {
        (exchange, n) = (0, 0);
        int dash = text?.LastIndexOf('-') ?? -1;
        return dash == Length + 2
            && TryParse('d', text![..dash], out exchange)
            && int.TryParse(text.AsSpan(dash + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out n);
    }

    /// <summary>A delivery's identifier: that of its exchange and its number within it. Also its idempotency key.</summary>
    public static string Delivery(long exchange, int n) => $"d{Exchange(exchange).AsSpan(1)}-{n}";

    /// <summary>Reads an identifier of a kind.</summary>
    public static bool TryParse(char kind, [NotNullWhen(true)] string? text, out long key)
    {
        key = 0;
        if (text is null || text.Length != Length + 2 || text[0] != kind || text[1] != '-')
        {
            return false;
        }

        foreach (char c in text.AsSpan(2))
        {
            int digit = Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0 || key > long.MaxValue >> 5)
            {
                return false;
            }

            key = (key << 5) | (uint)digit;
        }

        return true;
    }

    private static string Encode(char kind, long key) => string.Create(Length + 2, (kind, key), static (span, state) =>
    {
        span[0] = state.kind;
        span[1] = '-';
        for (int i = span.Length - 1; i > 1; i--)
        {
            span[i] = Digits[(int)(state.key & 31)];
            state.key >>= 5;
        }
    });
}
