namespace Parley.Engine.Translation.Verification;

/// <summary>Random numbers that are the same on every machine and version for one seed (SplitMix64), so that a counterexample can be had again.</summary>
internal sealed class VerificationRandom(int seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>A number from 0 to one less than the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
