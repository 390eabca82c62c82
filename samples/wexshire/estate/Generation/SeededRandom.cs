namespace Wexshire.Estate.Generation;

/// <summary>A small random generator (SplitMix64): the same seed gives the same numbers on every machine and runtime version.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number from 0 up to, and without, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)((Next() >> 33) % (ulong)bound);

    public bool OneIn(int n) => Below(n) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
