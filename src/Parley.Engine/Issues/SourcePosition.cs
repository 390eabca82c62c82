namespace Parley.Engine.Issues;

/// <summary>A place in a text: a file of the workspace, or a message.</summary>
/// <param name="File">The path as the user knows it, or null for a message that is no file.</param>
/// <param name="Line">The line, from 1; 0 when unknown.</param>
/// <param name="Column">The column in characters (bytes for messages), from 1; 0 when unknown.</param>
public readonly record struct SourcePosition(string? File, int Line, int Column)
{
    /// <summary>No place.</summary>
    public static SourcePosition None => default;

    /// <inheritdoc/>
    public override string ToString() => (File, Line) switch
    {
        (null, 0) => "",
        (null, _) => $"{Line}:{Column}",
        (_, 0) => File,
        _ => $"{File}:{Line}:{Column}",
    };
}
