namespace Parley.Engine.Workspace;

/// <summary>An allowance: a bucket of tokens that fills steadily.</summary>
/// <param name="PerSecond">Tokens that come in each second.</param>
/// <param name="Burst">The most it holds: what may be used at once.</param>
public readonly record struct Rate(double PerSecond, int Burst);
