namespace Parley.Engine.Evidence;

/// <summary>A text with signatures (C2SP signed-note).</summary>
/// <param name="Text">What is signed, ended by a newline.</param>
/// <param name="Signatures">Who signed, in the order of the lines.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>The most characters of a note that is read.</summary>
    public const int MostCharacters = 64 * 1024;

    private const int MostSignatures = 64;

    /// <summary>Reads a note; null when it is none.</summary>
    public static SignedNote? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int end = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (text.Length > MostCharacters || end < 0 || text[^1] != '\n' || text.Any(c => c < ' ' && c != '\n'))
        {
            return null;
        }

        string[] lines = text[(end + 2)..].Split('\n');
        List<NoteSignature> signatures = [];
        foreach (string line in lines.AsSpan(0, lines.Length - 1))
        {
            if (signatures.Count == MostSignatures || NoteSignature.Parse(line) is not NoteSignature signature)
            {
                return null;
            }

            signatures.Add(signature);
        }

        return signatures.Count == 0 ? null : new SignedNote(text[..(end + 1)], signatures);
    }

    /// <summary>The note as it is stored and sent.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(s => s + "\n"))}";

    /// <summary>The same note with further signatures.</summary>
    public SignedNote With(IEnumerable<NoteSignature> more) => this with { Signatures = [.. Signatures, .. more] };
}
