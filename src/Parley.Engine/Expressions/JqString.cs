namespace Parley.Engine.Expressions;

/// <summary>A string. Its length and offsets are counted in code points, as jq does.</summary>
internal sealed class JqString(string value) : JqValue(JqKind.String, value.Length + 2L, 0)
{
    public string Value { get; } = value;
}
