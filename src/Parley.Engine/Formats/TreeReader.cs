using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>
/// What readers of every format share: a message is decoded strictly into UTF-8 and read along the shapes, a carried one is UTF-8 already. What is
/// being read stands here while a format reads it.
/// </summary>
/// <param name="root">The root of a frozen tree of shapes.</param>
/// <param name="limits">What a message may be at most.</param>
internal abstract class TreeReader(Shape root, FormatLimits limits) : MessageReader
{
    private readonly Utf8Input _input = new();

    /// <summary>The shape of a message's root.</summary>
    protected Shape Root { get; } = root;

    /// <summary>What a message may be at most.</summary>
    protected FormatLimits Limits { get; } = limits;

    /// <summary>Reads the messages that fields carry.</summary>
    protected EmbeddedReaders Embedded { get; } = new(root, limits);

    /// <summary>The tree that is being filled.</summary>
    protected MessageTree Tree { get; private set; } = null!;

    /// <summary>Takes the faults.</summary>
    protected IssueSink Faults { get; private set; } = null!;

    /// <summary>Where the text begins: at the message's start, or at the field that carries it.</summary>
    protected TextPlace Start { get; private set; }

    /// <summary>How many values there were so far.</summary>
    protected int Values { get; set; }

    /// <inheritdoc/>
    public sealed override bool TryRead(ReadOnlyMemory<byte> message, MessageTree tree, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(issues);
        ReadOnlyMemory<byte> utf8 = default;
        bool decoded = TryFindEncoding(message.Span, issues, out string encoding) && _input.TryDecode(message, encoding, Limits, issues, out utf8);
        tree.Reset(utf8);
        return decoded && Parse(utf8.Span, tree, tree.AddRoot(Root, NodeKind.Container), default, issues);
    }

    /// <inheritdoc/>
    internal sealed override bool TryReadEmbedded(MessageTree tree, int node, IssueSink issues) =>
        Parse(tree.Text(node), tree, node, tree.PlaceOf(node), issues);

    /// <summary>The encoding that a message without a byte order mark is in.</summary>
    protected abstract bool TryFindEncoding(ReadOnlySpan<byte> message, IssueSink issues, out string encoding);

    /// <summary>Reads a text into children of a node.</summary>
    protected abstract bool Parse(ReadOnlySpan<byte> text, int root);

    private bool Parse(ReadOnlySpan<byte> text, MessageTree tree, int node, TextPlace start, IssueSink issues)
    {
        (Tree, Faults, Start, Values) = (tree, issues, start, 0);
        return Parse(text, node);
    }
}
