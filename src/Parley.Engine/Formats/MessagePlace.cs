using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>Where a message stands in its file. A row of a CSV file is given with the header before it, which is not where the row is.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line on which the message begins, from 1.</param>
/// <param name="FirstLine">The line of the message that stands there; see <see cref="MessageFormat.FirstLine"/>.</param>
public readonly record struct MessagePlace(string File, int Line, int FirstLine)
{
    /// <summary>Where the message begins.</summary>
    public SourcePosition Start => new(File, Line, 1);

    /// <summary>The place in the file of a place within the message.</summary>
    public SourcePosition Of(SourcePosition within) =>
        within.Line < FirstLine ? Start : new SourcePosition(File, Line + within.Line - FirstLine, within.Column);
}
