using System.Net.Http.Headers;

namespace Parley.Cli.Input;

/// <summary>What for and why a request is made, as the server looks for it in headers.</summary>
/// <param name="Purpose">A purpose's code; null for none.</param>
/// <param name="Reason">One line of text in any script; null for none.</param>
internal readonly record struct StatedReason(string? Purpose, string? Reason)
{
    private const string Encoded = "UTF-8''";

    /// <summary>Adds what is given. What a header cannot carry is encoded as RFC 8187 writes it.</summary>
    /// <exception cref="UsageException">The purpose is no code, or the reason has more than one line.</exception>
    public void AddTo(HttpRequestHeaders headers)
    {
        if (!string.IsNullOrWhiteSpace(Purpose) && (!IsPlain(Purpose) || !headers.TryAddWithoutValidation("Parley-Purpose", Purpose)))
        {
            throw new UsageException($"--purpose '{Purpose}' is no code: plain letters, digits and signs");
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            return;
        }

        if (Reason.Any(char.IsControl))
        {
            throw new UsageException("--reason is one line of text");
        }

        bool asItIs = IsPlain(Reason) && !Reason.StartsWith(Encoded, StringComparison.OrdinalIgnoreCase);
        headers.TryAddWithoutValidation("Parley-Reason", asItIs ? Reason : Encoded + Uri.EscapeDataString(Reason));
    }

    private static bool IsPlain(string text) => text.All(c => c is >= ' ' and <= '~');
}
