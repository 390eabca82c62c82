using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>Where the text of a message that is being read lies: the message itself, or a field of another message.</summary>
/// <param name="Host">The node that carries the message as text; 0 when it is not carried.</param>
/// <param name="HostOffset">Where that node is.</param>
/// <param name="Start">Where its text starts, in the tree's source or scratch buffer.</param>
/// <param name="Length">How long its text is, in bytes.</param>
/// <param name="InScratch">Which of the two it is.</param>
internal readonly record struct TextPlace(int Host, long HostOffset, int Start, int Length, bool InScratch)
{
    /// <summary>True for a message carried in another one's field.</summary>
    public bool IsEmbedded => Host != 0;

    /// <summary>The text of the host, as it was before nodes below it were read.</summary>
    public ReadOnlySpan<byte> TextOf(MessageTree tree) => tree.Text(Host);

    /// <summary>An issue at a place of the message: within a carried one, the position is the host's and the text says where in it.</summary>
    public Issue Issue(MessageTree tree, IssueCode code, string message, int line, int column, string path) => IsEmbedded
        ? new Issue(code, $"at {line}:{column} of the message that the field carries: {message}")
        {
            Position = tree.PositionAt(HostOffset),
            Path = tree.ShapeOf(Host).Path,
            LosesData = true,
        }
        : new Issue(code, message) { Position = new SourcePosition(null, line, column), Path = path, LosesData = true };
}
