namespace Parley.Engine.Workspace;

/// <summary>How often callers may call. Each caller has its own allowance; a system may be given one that differs from other systems'.</summary>
public sealed record RateRules
{
    /// <summary>What an address may ask without proof of who it is, or with a wrong one.</summary>
    public Rate Anonymous { get; init; } = new(5, 50);

    /// <summary>A person's allowance.</summary>
    public Rate Person { get; init; } = new(50, 200);

    /// <summary>A system's allowance.</summary>
    public Rate System { get; init; } = new(50_000, 100_000);

    /// <summary>The allowance of an operator's key.</summary>
    public Rate Operator { get; init; } = new(10_000, 20_000);

    /// <summary>Attempts to sign in as one local administrator from one address: few at once, then slowly.</summary>
    public Rate SignIn { get; init; } = new(1.0 / 30, 5);

    /// <summary>The allowances of single systems.</summary>
    public IReadOnlyDictionary<string, Rate> Systems { get; init; } = new Dictionary<string, Rate>(StringComparer.Ordinal);
}
