namespace Parley.Engine.Expressions;

/// <summary>An array. The elements are never changed after construction.</summary>
internal sealed class JqArray : JqValue
{
    public static readonly JqArray Empty = new([]);

    public JqArray(JqValue[] elements)
    {
        Elements = elements;
        (Weight, Depth) = Measure(elements);
    }

    public JqValue[] Elements { get; }

    public override JqKind Kind => JqKind.Array;

    internal override long Weight { get; }

    internal override int Depth { get; }

    /// <summary>Weight and depth of a container of these.</summary>
    internal static (long Weight, int Depth) Measure(ReadOnlySpan<JqValue> values)
    {
        long sum = 2;
        int deepest = 0;
        foreach (JqValue value in values)
        {
            sum += value.Weight + 1;
            deepest = Math.Max(deepest, value.Depth);
        }

        // Shared parts can double at each step; past this every budget is exceeded anyway and the sum must not overflow.
        return (Math.Min(sum, long.MaxValue >> 24), deepest + 1);
    }
}
