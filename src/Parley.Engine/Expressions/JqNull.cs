namespace Parley.Engine.Expressions;

/// <summary>The value null.</summary>
internal sealed class JqNull() : JqValue(JqKind.Null, 4, 0);
