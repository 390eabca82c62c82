namespace Parley.Server;

/// <summary>The server cannot start on this machine as it is now: the store cannot be used (disk full, database away, another server on it), or the
/// address is taken. The message says it in one sentence, for the operator.</summary>
public sealed class ServerStartException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What cannot be used, and why.</param>
    /// <param name="inner">What failed.</param>
    public ServerStartException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
