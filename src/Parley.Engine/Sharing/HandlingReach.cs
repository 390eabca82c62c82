namespace Parley.Engine.Sharing;

/// <summary>How far a record may go whatever agreements permit, from anywhere to nowhere. <see cref="HandlingReaches.IsWithin"/> compares them.</summary>
public enum HandlingReach
{
    /// <summary>Wherever an agreement permits.</summary>
    Anyone,

    /// <summary>Organisations of the owner's country.</summary>
    HomeCountry,

    /// <summary>Police forces, agencies and national services of the owner's country.</summary>
    Government,

    /// <summary>Police forces of the owner's country.</summary>
    Police,

    /// <summary>Organisations that an agreement names one by one, not by a group.</summary>
    Named,

    /// <summary>The owner alone.</summary>
    Owner,
}
