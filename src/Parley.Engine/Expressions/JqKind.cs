namespace Parley.Engine.Expressions;

/// <summary>The kinds of JSON value, in the order in which jq sorts them.</summary>
public enum JqKind
{
    /// <summary>null.</summary>
    Null,

    /// <summary>false.</summary>
    False,

    /// <summary>true.</summary>
    True,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,
}
