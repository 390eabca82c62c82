using System.Net.Http.Headers;
using System.Text;

namespace Parley.Cli.Input;

/// <summary>Says what for and why a request is made, in the headers in which the server looks for it.</summary>
internal static class StatedReason
{
    private const string Encoded = "UTF-8''";

    /// <summary>Adds what is given. A reason may be in any script: what a header cannot carry is encoded as RFC 8187 writes it.</summary>
    /// <exception cref="UsageException">The purpose is no code, or the reason has more than one line.</exception>
    public static void Add(HttpRequestHeaders headers, string? purpose, string? reason)
    {
        if (!string.IsNullOrWhiteSpace(purpose) && (!IsPlain(purpose) || !headers.TryAddWithoutValidation("Parley-Purpose", purpose)))
        {
            throw new UsageException($"--purpose '{purpose}' is no code: plain letters, digits and signs");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return;
        }

        if (reason.Any(char.IsControl))
        {
            throw new UsageException("--reason is one line of text");
        }

        headers.TryAddWithoutValidation("Parley-Reason", IsPlain(reason) && !reason.StartsWith(Encoded, StringComparison.OrdinalIgnoreCase) ? reason : Encoded + Encode(reason));
    }

    private static bool IsPlain(string text) => text.All(c => c is >= ' ' and <= '~');

    // attr-char of RFC 8187 stays as it is.
    private static string Encode(string text)
    {
        StringBuilder encoded = new();
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || "!#$&+-.^_`|~".Contains((char)b, StringComparison.Ordinal))
            {
                encoded.Append((char)b);
            }
            else
            {
                encoded.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
