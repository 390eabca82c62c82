namespace Parley.Engine.Formats;

/// <summary>A splitter that gives single rows or lines, each behind what makes it a message of its own.</summary>
internal abstract class RowSplitter : MessageSplitter
{
    /// <summary>How long what stands before each row is: a byte order mark, a header. Known once a row was given.</summary>
    public abstract int Before { get; }
}
