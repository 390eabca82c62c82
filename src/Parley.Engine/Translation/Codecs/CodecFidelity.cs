namespace Parley.Engine.Translation.Codecs;

/// <summary>What a codec does to a value, from best to worst.</summary>
internal enum CodecFidelity
{
    /// <summary>Every value comes back as it was.</summary>
    Exact,

    /// <summary>The meaning comes back; the spelling may not.</summary>
    Normalised,

    /// <summary>Less comes back than went.</summary>
    Narrowed,

    /// <summary>What comes back depends on a guess.</summary>
    Ambiguous,

    /// <summary>Nothing comes back.</summary>
    Lost,
}
