namespace Parley.Engine.Expressions;

/// <summary>
/// One part of a compiled program. Outputs are pushed to a receiver; a path goes along when paths are followed
/// (<c>path(f)</c>, assignment), and is null otherwise. A part that always gives exactly one output or an error says so,
/// and can then be asked for it directly, which saves the receiver.
/// </summary>
internal abstract class Node(int offset)
{
    /// <summary>The place in the program, for errors.</summary>
    public int Offset { get; } = offset;

    /// <summary>True when <see cref="One"/> may be used.</summary>
    public virtual bool IsSingle => false;

    /// <summary>True when the outputs depend on nothing, not even the input.</summary>
    public virtual bool IsConstant => false;

    /// <summary>The one output, without path; null when the machine holds an error.</summary>
    public virtual JqValue? One(Machine machine, Env env, JqValue input) => throw new NotSupportedException();

    public abstract bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit);

    /// <summary>
    /// Does this part's own work as far as possible without calling its last part, and leaves that as the tail: so a function that ends in a
    /// call of itself needs no depth.
    /// </summary>
    public virtual Progress Advance(Machine machine, ref Tail tail, Emit emit) => Progress.Stay;

    /// <summary>All outputs without paths.</summary>
    public bool Each(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive)
    {
        if (!IsSingle)
        {
            return Run(machine, env, input, null, (value, _) => receive(value));
        }

        JqValue? one = One(machine, env, input);
        return one is not null && receive(one);
    }
}
