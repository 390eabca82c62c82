namespace Parley.Server.Identities;

/// <summary>The records that share a key of the index.</summary>
/// <param name="Records">Those that were told.</param>
/// <param name="AreTooMany">Whether some were not, since too many share it to say anything.</param>
internal readonly record struct KeyHolders(IReadOnlyList<long> Records, bool AreTooMany)
{
    /// <summary>Those that hold it now and those that did before; null where they are too many.</summary>
    public static KeyHolders Of(IEnumerable<long>? now, IReadOnlyList<long>? before) => new([.. (now ?? []).Union(before ?? [])], now is null || before is null);
}
