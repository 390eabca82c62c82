using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Replays;

/// <summary>Exchanges and processes run again: as they ran, as it is now, in the shadow of a change.</summary>
internal static class ReplaysModule
{
    public static IServiceCollection AddReplays(this IServiceCollection services) => services
        .AddSingleton<Worlds>()
        .AddSingleton<Replayer>()
        .AddSingleton<Recovery>()
        .AddSingleton<ReplayFilter>()
        .AddSingleton<ReplayEndpoints>()
        .AddSingleton<ShadowEndpoints>()
        .AddSingleton<InstanceReplayer>()
        .AddSingleton<InstanceRecovery>()
        .AddSingleton<InstanceFilter>()
        .AddSingleton<InstanceEndpoints>()
        .AddSingleton<InstanceShadows>()
        .AddSingleton<InstanceShadowEndpoints>()
        .AddSingleton<LiveShadows>()
        .AddSingleton<LiveShadowRun>()
        .AddSingleton<LiveShadowFollower>()
        .AddSingleton<LiveShadowEndpoints>()
        .AddHostedService(s => s.GetRequiredService<LiveShadowFollower>());

    public static void MapReplays(this IEndpointRouteBuilder routes)
    {
        ReplayEndpoints endpoints = routes.ServiceProvider.GetRequiredService<ReplayEndpoints>();
        routes.MapPost("/v1/replays/as-it-ran", (RequestDelegate)endpoints.AsItRanAsync);
        routes.MapPost("/v1/replays/as-it-is-now", (RequestDelegate)endpoints.PlanAsync);
        routes.MapPost("/v1/replays/as-it-is-now/{token}", (RequestDelegate)endpoints.ConfirmAsync);
        routes.MapPost("/v1/replays/shadow", (RequestDelegate)routes.ServiceProvider.GetRequiredService<ShadowEndpoints>().ShadowAsync);
        InstanceEndpoints instances = routes.ServiceProvider.GetRequiredService<InstanceEndpoints>();
        routes.MapPost("/v1/replays/processes/as-it-ran", (RequestDelegate)instances.AsItRanAsync);
        routes.MapPost("/v1/replays/processes/as-it-is-now", (RequestDelegate)instances.PlanAsync);
        routes.MapPost("/v1/replays/processes/as-it-is-now/{token}", (RequestDelegate)instances.ConfirmAsync);
        routes.MapPost("/v1/replays/processes/shadow", (RequestDelegate)routes.ServiceProvider.GetRequiredService<InstanceShadowEndpoints>().ShadowAsync);
        LiveShadowEndpoints shadows = routes.ServiceProvider.GetRequiredService<LiveShadowEndpoints>();
        routes.MapGet("/v1/replays/shadows", (RequestDelegate)shadows.ListAsync);
        routes.MapPost("/v1/replays/shadows", (RequestDelegate)shadows.StartAsync);
        routes.MapGet("/v1/replays/shadows/{id}", (RequestDelegate)shadows.GetAsync);
        routes.MapPost("/v1/replays/shadows/{id}/stop", (RequestDelegate)shadows.StopAsync);
    }
}
