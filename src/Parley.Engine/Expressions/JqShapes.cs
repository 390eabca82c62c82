namespace Parley.Engine.Expressions;

/// <summary>What a reader keeps from one value to the next: the shapes of objects met, and the stack of elements under way.</summary>
internal sealed class JqShapes
{
    private const int MostShapes = 2_000;
    [ThreadStatic]
    private static JqShapes? _forThisThread;
    private JqValue[] _stack = new JqValue[64];
    private JqShape _root = new();
    private int _room = MostShapes;

    /// <summary>One set for each thread: shapes change while reading and are not locked.</summary>
    public static JqShapes ForThisThread => _forThisThread ??= new JqShapes();

    /// <summary>Where the names of every object begin.</summary>
    public JqShape Root => _root;

    /// <summary>How many elements are on the stack.</summary>
    public int Top { get; private set; }

    public JqShape Add(JqShape shape, ReadOnlySpan<byte> key, string name) => shape.Add(key, name, ref _room);

    public void Push(JqValue value)
    {
        if (Top == _stack.Length)
        {
            Array.Resize(ref _stack, Top * 2);
        }

        _stack[Top++] = value;
    }

    public void Set(int place, JqValue value) => _stack[place] = value;

    /// <summary>Takes the elements since a mark off the stack.</summary>
    public JqValue[] Pop(int mark)
    {
        if (Top == mark)
        {
            return [];
        }

        Span<JqValue> part = _stack.AsSpan(mark, Top - mark);
        JqValue[] taken = part.ToArray();
        part.Clear();
        Top = mark;
        return taken;
    }

    /// <summary>To be called before a value: what a fault left on the stack goes, and shapes that have become too many are forgotten.</summary>
    public void Begin()
    {
        if (Top > 0)
        {
            _stack.AsSpan(0, Top).Clear();
            Top = 0;
        }

        if (_room == 0)
        {
            _root = new JqShape();
            _room = MostShapes;
        }
    }
}
