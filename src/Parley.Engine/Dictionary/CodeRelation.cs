namespace Parley.Engine.Dictionary;

/// <summary>How the meaning of a source code relates to the meaning of the target code it is translated to.</summary>
public enum CodeRelation
{
    /// <summary>The same meaning; the way back is safe.</summary>
    Exact,

    /// <summary>The target means more than the source: detail is lost.</summary>
    Broader,

    /// <summary>The target means less than the source: detail is assumed.</summary>
    Narrower,

    /// <summary>Near, neither broader nor narrower.</summary>
    Close,

    /// <summary>The target list has no such meaning; the value does not cross.</summary>
    None,
}
