using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        .AddLogging(logging => AddLog(logging, options.Log))
        .AddSingleton<ServerState>()
        .AddSingleton<MetricsCollector>()
        .AddSingleton<IGaugeSource, ServiceGauges>()
        .AddSingleton<HealthEndpoints>()
        .AddSingleton<OperationsEndpoints>()
        .AddSingleton<EventStream>()
        .AddHostedService<Tracing>();

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        HealthEndpoints health = routes.ServiceProvider.GetRequiredService<HealthEndpoints>();
        OperationsEndpoints operations = routes.ServiceProvider.GetRequiredService<OperationsEndpoints>();
        routes.MapGet("/health/live", (RequestDelegate)HealthEndpoints.LiveAsync);
        routes.MapGet("/health/ready", (RequestDelegate)health.ReadyAsync);
        routes.MapGet("/metrics", (RequestDelegate)operations.MetricsAsync);
        routes.MapGet("/openapi/v1.json", (RequestDelegate)OperationsEndpoints.OpenApiAsync);
        routes.MapPost("/v1/workspace/reload", (RequestDelegate)operations.ReloadAsync);
    }

    /// <summary>The page to try the API, kept off the way of all other requests.</summary>
    public static void UseApiPage(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal),
        branch => branch.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "openapi";
            page.DocumentTitle = "Parley API";
            page.SwaggerEndpoint("/openapi/v1.json", "Parley");
        }));

    private static void AddLog(ILoggingBuilder logging, bool enabled)
    {
        logging.ClearProviders();
        if (enabled)
        {
            // Data belongs to standard output, all else to standard error.
            logging.AddSimpleConsole(console => console.SingleLine = true);
            logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            logging.AddFilter("Microsoft", LogLevel.Warning);
            // Logs nothing that ProblemWriter and Kestrel do not, and while it may log it makes an activity and a scope for every request.
            logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        }
    }
}
