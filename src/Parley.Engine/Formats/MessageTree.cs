using System.Runtime.CompilerServices;
using System.Text;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>
/// One parsed message, laid out along the shapes of its translation: every node has one slot for each child its shape knows, so a path is
/// a few array look-ups. Values are UTF-8 spans into the message or, where the format had to decode them, into a scratch buffer.
/// Repeated names (XML siblings of one name, items of a JSON array) are chained in document order. Node 0 stands for "not there".
/// </summary>
/// <remarks>Reusable: a reader resets it for the next message, so that steady state allocates nothing. Not thread-safe.</remarks>
public sealed class MessageTree
{
    private Node[] _nodes = new Node[128];
    private int[] _slots = new int[512];
    private byte[] _scratch = new byte[1024];
    private int _nodeCount = 1;
    private int _slotCount = 1;
    private int _scratchCount;
    private readonly List<UnknownField> _unknown = [];

    /// <summary>The bytes that <see cref="Text"/> points into, in UTF-8.</summary>
    public ReadOnlyMemory<byte> Source { get; private set; }

    /// <summary>The root node; 0 until a reader has set it.</summary>
    public int RootNode { get; private set; }

    /// <summary>How many nodes there are, node 0 included.</summary>
    public int Count => _nodeCount;

    /// <summary>Fields of the message that no shape knows, in document order.</summary>
    public IReadOnlyList<UnknownField> Unknown => _unknown;

    /// <summary>Empties the tree for a message. Called by readers.</summary>
    public void Reset(ReadOnlyMemory<byte> utf8Source)
    {
        Source = utf8Source;
        _nodeCount = 1;
        _slotCount = 1;
        _scratchCount = 0;
        RootNode = 0;
        _unknown.Clear();
    }

    /// <summary>Adds the root node. Called by readers.</summary>
    public int AddRoot(Shape shape, NodeKind kind)
    {
        RootNode = Add(shape, kind, 0, 0);
        return RootNode;
    }

    /// <summary>
    /// Adds a node below a parent, behind earlier nodes of the same shape there. Called by readers.
    /// </summary>
    /// <param name="parent">The parent node, whose shape is the parent of <paramref name="shape"/>.</param>
    /// <param name="shape">The child's shape.</param>
    /// <param name="kind">What it is; may be changed by <see cref="SetKind"/> when the format tells late.</param>
    /// <param name="offset">Where it starts: a byte offset into <see cref="Source"/>, or a line and column packed by <see cref="PackPosition"/>.</param>
    /// <param name="previous">The last node of the same shape in the same parent, when the reader knows it (an array's previous item); else 0.</param>
    public int AddChild(int parent, Shape shape, NodeKind kind, long offset, int previous = 0)
    {
        ArgumentNullException.ThrowIfNull(shape);
        int node = Add(shape, kind, parent, offset);
        ref int slot = ref _slots[_nodes[parent].Slots + shape.Ordinal];
        if (slot == 0)
        {
            slot = node;
            _nodes[node].Last = node;
        }
        else
        {
            // The first node of a chain knows the last one, so that a thousand siblings cost a thousand steps and not a million.
            ref Node first = ref _nodes[slot];
            _nodes[previous == 0 ? first.Last : previous].Next = node;
            first.Last = node;
        }

        return node;
    }

    /// <summary>Sets a node's value to a span of <see cref="Source"/>. Called by readers.</summary>
    public void SetValue(int node, int start, int length)
    {
        ref Node n = ref _nodes[node];
        n.Start = start;
        n.Length = length;
        n.InScratch = false;
    }

    /// <summary>Sets a node's value to the bytes that were written last into the buffer of <see cref="Scratch"/>. Called by readers.</summary>
    public void SetScratchValue(int node, int start, int length)
    {
        ref Node n = ref _nodes[node];
        n.Start = start;
        n.Length = length;
        n.InScratch = true;
    }

    /// <summary>Changes what a node is. Called by readers.</summary>
    public void SetKind(int node, NodeKind kind) => _nodes[node].Kind = kind;

    /// <summary>Room for at least <paramref name="length"/> bytes of decoded text; commit what was written with <see cref="CommitScratch"/>.</summary>
    public Span<byte> Scratch(int length)
    {
        if (_scratch.Length - _scratchCount < length)
        {
            Array.Resize(ref _scratch, Math.Max(_scratch.Length * 2, _scratchCount + length));
        }

        return _scratch.AsSpan(_scratchCount);
    }

    /// <summary>Keeps the first <paramref name="length"/> bytes of the scratch span and returns where they start.</summary>
    public int CommitScratch(int length)
    {
        int start = _scratchCount;
        _scratchCount += length;
        return start;
    }

    /// <summary>Notes a field that no shape knows. Called by readers.</summary>
    public void AddUnknown(UnknownField field) => _unknown.Add(field);

    /// <summary>The first node of a child shape below a node; 0 when it is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Child(int node, Shape shape)
    {
        ref readonly Node n = ref _nodes[node];
        return node == 0 || n.Slots == 0 ? 0 : _slots[n.Slots + shape.Ordinal];
    }

    /// <summary>The next node of the same name in the same parent; 0 after the last.</summary>
    public int Next(int node) => _nodes[node].Next;

    /// <summary>What a node is.</summary>
    public NodeKind Kind(int node) => _nodes[node].Kind;

    /// <summary>The place of a node in the message's structure.</summary>
    public Shape ShapeOf(int node) => _nodes[node].Shape!;

    /// <summary>The node above; 0 for the root.</summary>
    public int Parent(int node) => _nodes[node].Parent;

    /// <summary>A node's value as UTF-8, decoded (JSON escapes, XML entities). Empty for containers without text of their own, and nulls.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text(int node)
    {
        ref readonly Node n = ref _nodes[node];
        return n.InScratch ? _scratch.AsSpan(n.Start, n.Length) : Source.Span.Slice(n.Start, n.Length);
    }

    /// <summary>A node's value as a string.</summary>
    public string String(int node) => Encoding.UTF8.GetString(Text(node));

    /// <summary>Marks a node's value as used by the translation. What stays unmarked is reported.</summary>
    public void MarkUsed(int node) => _nodes[node].Used = true;

    /// <summary>Whether the translation used a node's value.</summary>
    public bool IsUsed(int node) => _nodes[node].Used;

    /// <summary>Where a node's text lies, for a message that the node carries.</summary>
    internal TextPlace PlaceOf(int node)
    {
        ref readonly Node n = ref _nodes[node];
        return new TextPlace(node, n.Offset, n.Start, n.Length, n.InScratch);
    }

    /// <summary>Where a node starts.</summary>
    public SourcePosition PositionOf(int node) => PositionAt(_nodes[node].Offset);

    /// <summary>The place that an offset or packed position stands for. Counts lines on demand: positions are wanted only for issues.</summary>
    public SourcePosition PositionAt(long offset)
    {
        if (offset < 0)
        {
            long packed = -offset;
            return new SourcePosition(null, (int)(packed >> 24), (int)(packed & 0xffffff));
        }

        ReadOnlySpan<byte> before = Source.Span[..(int)Math.Min(offset, Source.Length)];
        int line = before.Count((byte)'\n') + 1;
        int column = before.Length - before.LastIndexOf((byte)'\n');
        return new SourcePosition(null, line, column);
    }

    /// <summary>Packs a line and a column, for formats whose parser knows those and no offset.</summary>
    public static long PackPosition(int line, int column) => -(((long)line << 24) | (uint)Math.Min(column, 0xffffff));

    private int Add(Shape shape, NodeKind kind, int parent, long offset)
    {
        if (_nodeCount == _nodes.Length)
        {
            Array.Resize(ref _nodes, _nodes.Length * 2);
        }

        int slots = 0;
        int children = shape.ChildCount;
        if (children > 0)
        {
            slots = _slotCount;
            _slotCount += children;
            if (_slotCount > _slots.Length)
            {
                Array.Resize(ref _slots, Math.Max(_slots.Length * 2, _slotCount));
            }

            _slots.AsSpan(slots, children).Clear();
        }

        _nodes[_nodeCount] = new Node { Shape = shape, Kind = kind, Parent = parent, Slots = slots, Offset = offset };
        return _nodeCount++;
    }

    private struct Node
    {
        public Shape? Shape;
        public long Offset;
        public int Parent;
        public int Slots;
        public int Next;
        public int Last;
        public int Start;
        public int Length;
        public NodeKind Kind;
        public bool InScratch;
        public bool Used;
    }
}
