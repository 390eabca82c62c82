namespace Parley.Server.Identities;

/// <summary>How much one question may look at.</summary>
/// <param name="MostDecided">The most records that are decided on.</param>
/// <param name="MostTime">The longest time after which nothing more is begun.</param>
internal sealed record IdentityBounds(int MostDecided, TimeSpan MostTime)
{
    /// <summary>The bounds of the server's answers.</summary>
    public static IdentityBounds Standard { get; } = new(10_000, TimeSpan.FromSeconds(5));
}
