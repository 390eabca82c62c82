namespace Parley.Engine.Expressions;

/// <summary>Reads values one after the other from text that comes in parts. For one thread.</summary>
/// <param name="form">What is read as JSON.</param>
public sealed class JqSequence(JqJsonForm form)
{
    private readonly JqShapes _shapes = new();
    private bool _begun;

    /// <summary>Reads the next value.</summary>
    /// <param name="data">The text that has not been consumed yet.</param>
    /// <param name="isLast">Whether nothing follows it.</param>
    /// <param name="consumed">How much of it has been dealt with; what is left is to be given again, with more behind it.</param>
    /// <param name="fault">What is wrong with the text; null when nothing is.</param>
    /// <returns>The value; null with a fault, when more text is needed, and at the end.</returns>
    public JqValue? Next(ReadOnlySpan<byte> data, bool isLast, out int consumed, out string? fault)
    {
        var reader = new JqReader(data, form, _shapes, isLast);
        if (!_begun && (data.Length >= 3 || isLast))
        {
            _begun = true;
            reader.SkipMark();
        }

        JqValue? value = reader.ReadNext();
        consumed = reader.Position;
        fault = reader.Fault;
        return value;
    }
}
