namespace Parley.Cli.Tracing;

/// <summary>One thing that happened to an exchange.</summary>
/// <param name="At">When, as the server wrote it.</param>
/// <param name="What">What, in a line.</param>
/// <param name="Details">Further lines.</param>
internal sealed record TimelineEvent(DateTimeOffset At, string What, IReadOnlyList<string> Details);
