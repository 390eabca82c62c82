namespace Parley.Engine.Expressions;

/// <summary>A number. An integer that a double cannot hold keeps its text, so that a number passed through unchanged stays what it was.</summary>
internal sealed class JqNumber(double value, string? text) : JqValue(JqKind.Number, text?.Length ?? 8, 0)
{
    public double Value { get; } = value;

    /// <summary>The digits as read, or null when the double says it all.</summary>
    public string? Text { get; } = text;
}
