namespace Parley.Engine.Expressions;

/// <summary>The value null.</summary>
internal sealed class JqNull : JqValue
{
    public override JqKind Kind => JqKind.Null;

    internal override long Weight => 4;
}
