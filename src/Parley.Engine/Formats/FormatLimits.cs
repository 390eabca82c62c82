namespace Parley.Engine.Formats;

/// <summary>How much one message may be. What goes past a limit is refused with an issue that names the limit.</summary>
/// <param name="Bytes">The size of one message in bytes.</param>
/// <param name="Depth">How deep objects, arrays or elements may nest.</param>
/// <param name="Values">How many fields (nodes, known or not) one message may have.</param>
/// <param name="ValueBytes">The size of one value in bytes.</param>
public sealed record FormatLimits(int Bytes, int Depth, int Values, int ValueBytes)
{
    /// <summary>16 MiB, 64 deep, 1,000,000 fields, 4 MiB a value.</summary>
    public static FormatLimits Default { get; } = new(16 << 20, 64, 1_000_000, 4 << 20);
}
