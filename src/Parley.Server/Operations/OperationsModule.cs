using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Parley.Server.Operations;

/// <summary>What operators need: log, health, metrics, traces, the API's description, reload.</summary>
internal static class OperationsModule
{
    public static IServiceCollection AddOperations(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton<IHostLifetime, NoLifetime>()
        .Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout + TimeSpan.FromSeconds(5))
        .AddLogging(logging => AddLog(logging, options.Log));

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
    }

    private static void AddLog(ILoggingBuilder logging, bool enabled)
    {
        logging.ClearProviders();
        if (enabled)
        {
            // Data belongs to standard output, all else to standard error.
            logging.AddSimpleConsole(console => console.SingleLine = true);
            logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            logging.AddFilter("Microsoft", LogLevel.Warning);
        }
    }
}
