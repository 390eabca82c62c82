namespace Parley.Engine.Expressions;

/// <summary>An array. The elements are never changed after construction.</summary>
internal sealed class JqArray : JqValue
{
    public static readonly JqArray Empty = new([]);

    public JqArray(JqValue[] elements)
        : base(JqKind.Array, Sum(elements), Deepest(elements) + 1) => Elements = elements;

    public JqValue[] Elements { get; }

    internal static long Sum(ReadOnlySpan<JqValue> values)
    {
        long sum = 2;
        foreach (JqValue value in values)
        {
            sum += value.Weight + 1;
        }

        // Shared parts can double at each step; past this every budget is exceeded anyway and the sum must not overflow.
        return Math.Min(sum, long.MaxValue >> 24);
    }

    internal static int Deepest(ReadOnlySpan<JqValue> values)
    {
        int deepest = 0;
        foreach (JqValue value in values)
        {
            deepest = Math.Max(deepest, value.Depth);
        }

        return deepest;
    }
}
