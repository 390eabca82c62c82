using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Replays;

/// <summary>Exchanges run again: as they ran, as it is now, in the shadow of a change.</summary>
internal static class ReplaysModule
{
    public static IServiceCollection AddReplays(this IServiceCollection services) => services
        .AddSingleton<Worlds>()
        .AddSingleton<Replayer>()
        .AddSingleton<Recovery>()
        .AddSingleton<ReplayFilter>()
        .AddSingleton<ReplayEndpoints>();

    public static void MapReplays(this IEndpointRouteBuilder routes)
    {
        ReplayEndpoints endpoints = routes.ServiceProvider.GetRequiredService<ReplayEndpoints>();
        routes.MapPost("/v1/replays/as-it-ran", (RequestDelegate)endpoints.AsItRanAsync);
        routes.MapPost("/v1/replays/as-it-is-now", (RequestDelegate)endpoints.PlanAsync);
        routes.MapPost("/v1/replays/as-it-is-now/{token}", (RequestDelegate)endpoints.ConfirmAsync);
        routes.MapPost("/v1/replays/shadow", (RequestDelegate)endpoints.ShadowAsync);
    }
}
