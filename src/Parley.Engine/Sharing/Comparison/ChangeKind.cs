namespace Parley.Engine.Sharing.Comparison;

/// <summary>What a change of an agreement does.</summary>
public enum ChangeKind
{
    /// <summary>An organisation gets attributes that it did not get.</summary>
    Gain,

    /// <summary>An organisation no longer gets attributes that it got.</summary>
    Loss,

    /// <summary>A condition lets through more than before.</summary>
    Loosened,

    /// <summary>A condition lets through less than before.</summary>
    Tightened,

    /// <summary>Something else, or a condition of which no program can say which way it went.</summary>
    Changed,
}
