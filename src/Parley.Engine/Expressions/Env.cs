namespace Parley.Engine.Expressions;

/// <summary>
/// What is bound around a point of the program: an immutable chain, each link one variable, one function parameter or one
/// label. The chain mirrors the scopes of the text, so the parser knows how many links away each name is. Immutable,
/// because a generator may be resumed after its neighbours have bound other values.
/// </summary>
internal sealed class Env
{
    public static readonly Env Root = new(null, null, null, null);

    private readonly Env? _parent;

    private Env(Env? parent, JqValue? value, Node? closure, Env? closureEnv)
    {
        _parent = parent;
        Value = value;
        Closure = closure;
        ClosureEnv = closureEnv;
    }

    public JqValue? Value { get; }

    public Node? Closure { get; }

    public Env? ClosureEnv { get; }

    public Env Push(JqValue value) => new(this, value, null, null);

    public Env Push(Node closure, Env closureEnv) => new(this, null, closure, closureEnv);

    /// <summary>A link that is only itself: a label.</summary>
    public Env PushLabel() => new(this, null, null, null);

    public Env Up(int links)
    {
        Env env = this;
        for (; links > 0; links--)
        {
            env = env._parent!;
        }

        return env;
    }
}
