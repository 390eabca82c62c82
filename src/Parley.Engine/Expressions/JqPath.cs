namespace Parley.Engine.Expressions;

/// <summary>A path under way, from the last key back to the root; keys are strings, numbers and slice objects.</summary>
internal sealed class JqPath
{
    public static readonly JqPath Root = new(null, JqValue.Null, 0);

    /// <summary>What a computed value has: it is no part of the input, and nothing below it may be asked for by path.</summary>
    public static readonly JqPath Broken = new(null, JqValue.Null, 0);

    private readonly JqPath? _parent;
    private readonly JqValue _key;
    private readonly int _length;

    private JqPath(JqPath? parent, JqValue key, int length)
    {
        _parent = parent;
        _key = key;
        _length = length;
    }

    public bool IsBroken => ReferenceEquals(this, Broken);

    public JqPath Append(JqValue key) => new(this, key, _length + 1);

    public JqValue[] ToArray()
    {
        var keys = new JqValue[_length];
        JqPath path = this;
        for (int i = _length - 1; i >= 0; i--)
        {
            keys[i] = path._key;
            path = path._parent!;
        }

        return keys;
    }
}
