using Microsoft.Extensions.Hosting;

namespace Parley.Server.Operations;

/// <summary>Signals are the business of who runs the server, not of each server in the process.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
