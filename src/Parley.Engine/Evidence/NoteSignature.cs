namespace Parley.Engine.Evidence;

/// <summary>One line of a note's signatures.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="KeyId">The key's identifier, four bytes.</param>
/// <param name="Bytes">The signature.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes)
{
    private const string Start = "\u2014 ";

    /// <summary>The line without its newline.</summary>
    public override string ToString()
    {
        byte[] all = new byte[4 + Bytes.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(all, KeyId);
        Bytes.CopyTo(all, 4);
        return $"{Start}{Name} {Convert.ToBase64String(all)}";
    }

    /// <summary>Reads a line; null when it is none.</summary>
    public static NoteSignature? Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        int end = line.LastIndexOf(' ');
        if (!line.StartsWith(Start, StringComparison.Ordinal) || end <= Start.Length)
        {
            return null;
        }

        string name = line[Start.Length..end];
        byte[] all = new byte[line.Length];
        if (!IsName(name) || !Convert.TryFromBase64String(line[(end + 1)..], all, out int length) || length <= 4)
        {
            return null;
        }

        NoteSignature signature = new(name, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(all), all[4..length]);

        // A second spelling of the same bytes is refused.
        return signature.ToString() == line ? signature : null;
    }

    /// <summary>Whether a text can name a key: not empty, without spaces and plus signs.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');
    }
}
