using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Engine.Workspace;
using Parley.Server.Delivery;
using Parley.Server.Operations;

namespace Parley.Server.Processes;

/// <summary>Processes over several systems, durable across restarts.</summary>
internal static class ProcessesModule
{
    public static IServiceCollection AddProcesses(this IServiceCollection services, ServerOptions options) =>
        AddFunctions(services, options)
        .AddSingleton<ProcessCatalogue>()
        .AddSingleton<EventChannels>()
        .AddSingleton<ProcessTools>()
        .AddSingleton<TimerQueue>()
        .AddSingleton<EventBoard>()
        .AddSingleton(s => MakeCaller(s.GetRequiredService<ProcessTools>(), s.GetRequiredService<Secrets>()))
        .AddSingleton<ProcessEffects>()
        .AddSingleton<ProcessRunner>()
        .AddSingleton<StartsTogether>()
        .AddSingleton<IGaugeSource, ProcessGauges>()
        .AddSingleton<ProcessView>()
        .AddSingleton<ProcessEraser>()
        .AddSingleton<ProcessEndpoints>()
        .AddSingleton<LifecycleEndpoints>()
        .AddHostedService<ProcessRecovery>()
        .AddHostedService<TimerPump>()
        .AddHostedService<EventPump>()
        .AddHostedService<ExchangeFollower>()
        .AddHostedService<ScheduleRunner>()
        .AddHostedService<ProcessUpkeep>();

    public static void MapProcesses(this IEndpointRouteBuilder routes)
    {
        ProcessEndpoints endpoints = routes.ServiceProvider.GetRequiredService<ProcessEndpoints>();
        routes.MapGet("/v1/processes", (RequestDelegate)endpoints.ListAsync);
        routes.MapGet("/v1/processes/events", (RequestDelegate)routes.ServiceProvider.GetRequiredService<LifecycleEndpoints>().GetAsync);
        routes.MapPost("/v1/processes/events", (RequestDelegate)endpoints.PublishAsync);
        routes.MapGet("/v1/processes/instances", (RequestDelegate)endpoints.ListInstancesAsync);
        routes.MapGet("/v1/processes/instances/{id}", (RequestDelegate)endpoints.GetAsync);
        routes.MapGet("/v1/processes/instances/{id}/drawing", (RequestDelegate)endpoints.DrawAsync);
        routes.MapPost("/v1/processes/instances/{id}/cancel", (RequestDelegate)endpoints.CancelAsync);
        routes.MapPost("/v1/processes/instances/{id}/suspend", (RequestDelegate)endpoints.SuspendAsync);
        routes.MapPost("/v1/processes/instances/{id}/resume", (RequestDelegate)endpoints.ResumeAsync);
        routes.MapPost("/v1/processes/instances/{id}/move", (RequestDelegate)endpoints.MoveAsync);
        routes.MapPost("/v1/processes/{name}/instances", (RequestDelegate)endpoints.StartAsync);
    }

    // Parley's own functions: each is a row here.
    private static IServiceCollection AddFunctions(IServiceCollection services, ServerOptions options)
    {
        services
            .AddSingleton<IProcessFunction, SendFunction>()
            .AddSingleton<IProcessFunction, AskFunction>()
            .AddSingleton<IProcessFunction, AskPersonFunction>()
            .AddSingleton<IProcessFunction, WaitWorkingDaysFunction>()
            .AddHostedService<TaskAnswers>();
        return options.Workspace.Installation.Repository ? services.AddSingleton<IProcessFunction, LookUpFunction>() : services;
    }

    private static HttpCaller MakeCaller(ProcessTools tools, Secrets secrets) => new(
        HttpHandlers.Make(null, secrets, connections: 64),
        uri => CallPlaces.Find(tools.Rules.Calls, uri.AbsoluteUri) is null ? $"'{uri.GetLeftPart(UriPartial.Path)}' is at none of the places that parley.yaml lets processes call" : null,
        name => tools.Rules.Secrets.TryGetValue(name, out SecretReference? reference) ? secrets.Find(reference) : null,
        tools.Time);
}
