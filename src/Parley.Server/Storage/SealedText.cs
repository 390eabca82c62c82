using System.Text;

namespace Parley.Server.Storage;

/// <summary>A sealed value in a column of text, known by a character that no text begins with.</summary>
internal static class SealedText
{
    private const char Mark = '\u0002';

    /// <summary>Seals a text.</summary>
    public static string Seal(ContentKey key, SealedPlace place, string text) =>
        Mark + Convert.ToBase64String(key.Seal(place, Encoding.UTF8.GetBytes(text)));

    /// <summary>The text; null when its key has been erased. A text that is not sealed is itself.</summary>
    public static string? Open(ContentKeys keys, SealedPlace place, string? text) => text is not [Mark, ..]
        ? text
        : keys.Open(place, Convert.FromBase64String(text[1..])) is byte[] plain ? Encoding.UTF8.GetString(plain) : null;
}
