using System.Text;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Operations;

/// <summary>
/// What a request says of why it is made, in the headers <c>Parley-Purpose</c> and <c>Parley-Reason</c>. Headers carry ASCII safely and nothing else, so a reason in any
/// other script is sent as RFC 8187 writes it: <c>UTF-8''M%C3%BCller</c>.
/// </summary>
internal static class StatedReason
{
    private const int Most = 1000;
    private const string Reason = "Parley-Reason";
    private const string Encoded = "UTF-8''";

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The purpose; null for none.</summary>
    public static string? PurposeOf(HttpContext context) => Trimmed(context, "Parley-Purpose");

    /// <summary>The reason, decoded; null for none.</summary>
    /// <exception cref="ProblemException">It is too long, or its encoding is wrong (400).</exception>
    public static string? ReasonOf(HttpContext context)
    {
        string? text = Trimmed(context, Reason);
        if (text is null || !text.StartsWith(Encoded, StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        string reason = Decode(text.AsSpan(Encoded.Length))?.Trim()
            ?? throw Bad(Reason, $"What follows {Encoded} is no UTF-8 in percent-encoding, such as M%C3%BCller.");
        return reason.Any(char.IsControl) ? throw Bad(Reason, "It is one line of text.") : reason.Length > Most ? throw TooLong(Reason) : reason.Length == 0 ? null : reason;
    }

    private static string? Trimmed(HttpContext context, string name)
    {
        string? text = context.Request.Headers[name];

        // Each character may have come as up to twelve.
        int most = text?.StartsWith(Encoded, StringComparison.OrdinalIgnoreCase) == true ? Encoded.Length + (12 * Most) : Most;
        return text is null || text.Length <= most ? string.IsNullOrWhiteSpace(text) ? null : text.Trim() : throw TooLong(name);
    }

    private static string? Decode(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[text.Length];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return null;
                }

                bytes[count++] = Convert.FromHexString(text.Slice(i + 1, 2))[0];
                i += 2;
            }
            else if (text[i] is >= ' ' and <= '~')
            {
                bytes[count++] = (byte)text[i];
            }
            else
            {
                return null;
            }
        }

        try
        {
            return s_strict.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static ProblemException TooLong(string name) => Bad(name, $"It has more than {Most} characters.");

    private static ProblemException Bad(string name, string why) => new(new Problem(400, ServerIssues.BadRequest, why, $"header {name}"));
}
