using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Engine.Issues;
using Parley.Server.Operations;

namespace Parley.Server;

/// <summary>A server that takes requests.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ILogger _log;
    private readonly TimeSpan _drain;
    private bool _stopped;

    internal RunningServer(WebApplication app, Uri address, ServerOptions options)
    {
        (_app, Address, _drain) = (app, address, options.DrainTimeout);
        _log = app.Services.GetRequiredService<ILogger<RunningServer>>();
        Log.Started(_log, options.Workspace.Installation.Name, options.Workspace.Version, address.ToString());
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The server's parts, for tests.</summary>
    internal IServiceProvider Services => _app.Services;

    /// <summary>Reads the workspace anew and takes it into use unless it has errors.</summary>
    /// <returns>The issues, and whether the new one is in use.</returns>
    public Task<(bool Taken, IReadOnlyList<Issue> Issues)> ReloadAsync(CancellationToken cancellationToken) =>
        _app.Services.GetRequiredService<WorkspaceHost>().ReloadAsync(cancellationToken);

    /// <summary>Takes no more requests, finishes what is under way within the drain's bound, records it and ends.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        Log.Stopping(_log);
        _app.Services.GetRequiredService<ServerState>().Stop();
        using CancellationTokenSource bound = new(_drain + TimeSpan.FromSeconds(5));
        await _app.StopAsync(bound.Token);
        Log.Stopped(_log);
        await _app.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();
}
