using Parley.Engine.Workspace;

namespace Parley.Server;

/// <summary>What a server is started with.</summary>
public sealed record ServerOptions
{
    /// <summary>The workspace to serve, without errors.</summary>
    public required LoadedWorkspace Workspace { get; init; }

    /// <summary>The workspace's folder: relative paths of the workspace start there.</summary>
    public required string Root { get; init; }

    /// <summary>The address to listen on instead of the workspace's; <c>http://127.0.0.1:0</c> takes any free port.</summary>
    public string? Listen { get; init; }

    /// <summary>Reads the workspace anew, for a reload; null when it cannot be reloaded.</summary>
    public Func<CancellationToken, Task<ReloadedWorkspace>>? Reload { get; init; }

    /// <summary>How long a stop waits for what is under way.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The clock; the system's unless a test owns it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>True to log to standard error; false for silence.</summary>
    public bool Log { get; init; } = true;

    /// <summary>How messages are translated; the workspace's translators unless a test stands in for them.</summary>
    internal TranslationCalls Translation { get; init; } = TranslationCalls.Compiled;
}
