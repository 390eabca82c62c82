using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>The readers of the messages that a message carries as text in its fields (<see cref="Shape.Embedded"/>).</summary>
internal sealed class EmbeddedReaders
{
    private readonly Dictionary<Shape, MessageReader> _readers = [];

    /// <summary>Makes a reader for every place below a root that carries a message; what such messages carry in turn is their readers' business.</summary>
    public EmbeddedReaders(Shape root, FormatLimits limits) => Collect(root, limits);

    /// <summary>Reads the text of a node as the message it is, into children of the node. A node without text stays as it is.</summary>
    public bool TryRead(MessageTree tree, int node, IssueSink issues)
    {
        if (tree.Text(node).IsEmpty)
        {
            return true;
        }

        tree.SetKind(node, NodeKind.Container);
        return _readers[tree.ShapeOf(node)].TryReadEmbedded(tree, node, issues);
    }

    private void Collect(Shape shape, FormatLimits limits)
    {
        foreach (Shape child in shape.Children)
        {
            if (child.Embedded is null)
            {
                Collect(child, limits);
            }
            else
            {
                _readers[child] = child.Embedded.CreateReader(child, limits);
            }
        }
    }
}
