namespace Parley.Engine.Translation.Corrections;

/// <summary>The bytes of a UTF-8 message that hold one field's value, and how another value is written in their place.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">How many bytes are replaced; 0 where a missing field is put in.</param>
/// <param name="Text">The value as it stands; null for a missing field.</param>
/// <param name="Encode">Writes another value; null when the field has no room for it.</param>
internal sealed record FieldSpan(int Start, int Length, string? Text, Func<string, byte[]?> Encode)
{
    /// <summary>What stands behind missing fields put in at one place, once: the comma before the next member.</summary>
    public string Tail { get; init; } = "";
}
