namespace Parley.Engine.Expressions;

/// <summary>A program has ended its run by <c>halt</c> or <c>halt_error</c>.</summary>
/// <param name="ExitCode">The exit code asked for.</param>
/// <param name="Message">What is to be said on standard error; null for nothing.</param>
public sealed record JqHalt(int ExitCode, JqValue? Message);
