namespace Parley.Engine.Workspace;

/// <summary>A ClamAV daemon that objects are shown to before anybody can read them.</summary>
/// <param name="Host">Its host; null when it listens on a socket of this machine.</param>
/// <param name="Port">Its port; 0 for a socket of this machine.</param>
/// <param name="Socket">The socket's path; null when it listens on a host and port.</param>
public sealed record ScannerDefinition(string? Host, int Port, string? Socket)
{
    /// <summary>How long it may take over one object.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an object waits to be shown again when the scanner did not answer.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromMinutes(1);
}
