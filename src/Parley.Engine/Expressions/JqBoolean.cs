namespace Parley.Engine.Expressions;

/// <summary>True or false.</summary>
internal sealed class JqBoolean(bool value) : JqValue(value ? JqKind.True : JqKind.False, 5, 0);
