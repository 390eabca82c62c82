using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>Base 32 of RFC 4648.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(((bytes.Length + 4) / 5) * 8);
        int bits = 0;
        int held = 0;
        foreach (byte b in bytes)
        {
            bits = (bits << 8) | b;
            held += 8;
            while (held >= 5)
            {
                held -= 5;
                text.Append(Alphabet[(bits >> held) & 31]);
            }

            bits &= (1 << held) - 1;
        }

        if (held > 0)
        {
            text.Append(Alphabet[(bits << (5 - held)) & 31]);
        }

        return text.Append('=', (8 - (text.Length % 8)) % 8).ToString();
    }

    public static bool TryDecode(string text, out byte[] bytes)
    {
        string digits = text.TrimEnd('=');
        var decoded = new List<byte>(digits.Length * 5 / 8);
        int bits = 0;
        int held = 0;
        bytes = [];
        foreach (char c in digits)
        {
            int value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            bits = ((bits << 5) | value) & 0xFFFF;
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                decoded.Add((byte)(bits >> held));
            }
        }

        bytes = [.. decoded];
        return true;
    }
}
