namespace Parley.Engine.Translation.Definition;

/// <summary>How the keys of records are made when a message is written.</summary>
internal enum KeyStyle
{
    /// <summary>The record's own, where it is unique in the bundle; otherwise a prefix and the record's place.</summary>
    Own,

    /// <summary>1, 2, … in the order of writing, as numbers.</summary>
    Numbers,

    /// <summary>A, B, … Z, AA, … in the order of writing.</summary>
    Letters,
}
