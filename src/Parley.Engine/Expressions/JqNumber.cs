using System.Globalization;

namespace Parley.Engine.Expressions;

/// <summary>
/// A number. One that was written in a way that its double does not say (<c>1.50</c>, 30 digits) keeps its text, so that a number passed through
/// unchanged stays what it was; its double is then worked out only when a program counts with it.
/// </summary>
internal sealed class JqNumber : JqValue
{
    private double _value;

    public JqNumber(double value)
    {
        _value = value;
        Weight = 8;
    }

    /// <summary>A number that keeps its text.</summary>
    /// <param name="text">As jq writes the literal; see <see cref="JqNumberText.TryRead"/>.</param>
    public JqNumber(string text)
    {
        _value = double.NaN;
        Text = text;
        Weight = text.Length;
    }

    // A double is written whole, so two threads that both work it out do no harm.
    public double Value => !double.IsNaN(_value) || Text is null ? _value : _value = Parse(Text);

    /// <summary>The literal, or null when the double says it all.</summary>
    public string? Text { get; }

    public override JqKind Kind => JqKind.Number;

    internal override long Weight { get; }

    private static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
