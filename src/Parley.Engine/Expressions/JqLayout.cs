namespace Parley.Engine.Expressions;

/// <summary>How values are laid out as JSON.</summary>
public sealed record JqLayout
{
    /// <summary>On one line without white space.</summary>
    public static JqLayout Compact { get; } = new();

    /// <summary>One line for each element, indented by two spaces: what jq writes when not told otherwise.</summary>
    public static JqLayout Readable { get; } = new() { Indent = 2 };

    /// <summary>Spaces for each level; 0 for one line, with <see cref="UseTabs"/> the number of tabs.</summary>
    public int Indent { get; init; }

    /// <summary>Indent by tabs.</summary>
    public bool UseTabs { get; init; }

    /// <summary>Write the members of objects in the order of their names.</summary>
    public bool SortNames { get; init; }

    /// <summary>Write characters beyond ASCII as escapes.</summary>
    public bool AsciiOnly { get; init; }
}
