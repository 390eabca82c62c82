namespace Parley.Engine.Expressions;

/// <summary>True or false.</summary>
internal sealed class JqBoolean(bool value) : JqValue
{
    public override JqKind Kind => value ? JqKind.True : JqKind.False;

    internal override long Weight => 5;
}
