namespace Parley.Cli;

/// <summary>The command line names something that is not there or cannot be: a misuse, said to the user in one sentence.</summary>
internal sealed class UsageException(string message) : Exception(message);
