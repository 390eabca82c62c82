namespace Parley.Engine.Linkage.Records;

/// <summary>What is known of one name, computed once.</summary>
internal struct NameFeature
{
    /// <summary>The name without blanks.</summary>
    public string Joined;

    /// <summary>Its words.</summary>
    public string[] Words;

    /// <summary>Its groups of nicknames.</summary>
    public short[] Groups;

    /// <summary>What it sounds like.</summary>
    public ulong Sound;

    /// <summary>What its last word sounds like.</summary>
    public ulong LastSound;

    /// <summary>Its first group of nicknames, or else its sound: Bob and Robert share one.</summary>
    public ulong Kin;

    /// <summary>Its first letter.</summary>
    public char Initial;

    /// <summary>The number of its first word.</summary>
    public int First;
}
