namespace Parley.Engine.Expressions;

/// <summary><c>f.name</c> and <c>f[key]</c>. The key is computed from the input of the whole, as the outer loop.</summary>
internal sealed class IndexNode : Node
{
    private readonly Node _target;
    private readonly Node _key;
    private readonly string? _name;

    // Where the name stood in the last object: objects that share their names have it at the same place. Threads may overwrite each other's.
    private Place? _last;

    public IndexNode(int offset, Node target, Node key)
        : base(offset)
    {
        _target = target;
        _key = key;
        _name = key is LiteralNode { Value: JqString name } ? name.Value : null;
        IsSingle = target.IsSingle && key.IsSingle;
    }

    public override bool IsSingle { get; }

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        if (!machine.Tick(this))
        {
            return null;
        }

        JqValue? k = _key.One(machine, env, input);
        JqValue? t = k is null ? null : _target.One(machine, env, input);
        return t is null ? null : Index(machine, t, k!);
    }

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        if (!machine.Tick(this))
        {
            return false;
        }

        if (_key is not LiteralNode literal)
        {
            return _key.Each(machine, env, input, k => _target.Run(machine, env, input, path, (value, p) => Give(machine, value, k, p, emit)));
        }

        return _target is IdentityNode
            ? Give(machine, input, literal.Value, path, emit)
            : _target.Run(machine, env, input, path, (value, p) => Give(machine, value, literal.Value, p, emit));
    }

    private bool Give(Machine machine, JqValue value, JqValue key, JqPath? path, Emit emit)
    {
        if (path is { IsBroken: true })
        {
            return machine.Raise(this, $"Invalid path expression near attempt to access element {JqText.Short(key)} of {JqText.Short(value)}");
        }

        JqValue? found = Index(machine, value, key);
        return found is not null && emit(found, path?.Append(key));
    }

    private JqValue? Index(Machine machine, JqValue value, JqValue key)
    {
        if (_name is null || value is not JqObject o)
        {
            return JqPaths.Index(machine, this, value, key);
        }

        Place? last = _last;
        if (last is null || !ReferenceEquals(last.Names, o.Shape))
        {
            _last = last = new Place(o.Shape, o.Shape.IndexOf(_name));
        }

        return last.Index < 0 ? JqValue.Null : o.Values[last.Index];
    }

    private sealed record Place(JqNames Names, int Index);
}
