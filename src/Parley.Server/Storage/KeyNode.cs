namespace Parley.Server.Storage;

/// <summary>A node of the tree of keys: what it holds derives the keys of the numbers below it, and of no others.</summary>
/// <param name="First">The first number below it.</param>
/// <param name="Level">How far below the seed of its block it stands: 0 for the seed itself, <see cref="KeyTree.Levels"/> for one number's key.</param>
/// <param name="Value">Its 32 bytes.</param>
internal readonly record struct KeyNode(long First, int Level, byte[] Value)
{
    /// <summary>How many numbers are below it.</summary>
    public long Count => 1L << (KeyTree.Levels - Level);

    /// <summary>Whether a number is below it.</summary>
    public bool Covers(long number) => number >= First && number < First + Count;
}
