using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Operations;
using Parley.Server.Repository;

namespace Parley.Server.Quality;

/// <summary>How good what the repository holds is, and whose task it is to mend it.</summary>
internal static class QualityModule
{
    public static IServiceCollection AddQuality(this IServiceCollection services, ServerOptions options) =>
        options.Workspace.Installation.Repository ? Add(services) : services;

    public static void MapQuality(this IEndpointRouteBuilder routes) => RepositoryRoutes.WhereKept(routes)
        .Get<QualityEndpoints>("/v1/quality", e => e.SummaryAsync)
        .Get<QualityEndpoints>("/v1/quality/findings", e => e.FindingsAsync);

    private static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton<QualityJudge>()
        .AddSingleton<QualityFollower>()
        .AddSingleton<FindingSight>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<QualityFollower>())
        .AddSingleton<QualityEndpoints>()
        .AddHostedService(s => s.GetRequiredService<QualityFollower>());
}
