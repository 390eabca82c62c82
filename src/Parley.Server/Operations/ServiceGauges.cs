using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Parley.Server.Operations;

/// <summary>Which background services fail now. The services are asked for when the levels are: some of them are made of what shows levels itself.</summary>
internal sealed class ServiceGauges(IServiceProvider services) : IGaugeSource
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read() => services.GetServices<IHostedService>().OfType<PeriodicService>()
        .Select(s => ("parley_service_failing", "1 while a background service fails at what it does.", MetricsCollector.Label("service", s.Name), s.IsFailing ? 1.0 : 0.0));
}
