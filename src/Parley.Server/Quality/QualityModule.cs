using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Repository;

namespace Parley.Server.Quality;

/// <summary>How good what the repository holds is, and whose task it is to mend it.</summary>
internal static class QualityModule
{
    public static IServiceCollection AddQuality(this IServiceCollection services, ServerOptions options) =>
        options.Workspace.Installation.Repository ? Add(services) : services;

    public static void MapQuality(this IEndpointRouteBuilder routes)
    {
        bool isKept = routes.ServiceProvider.GetRequiredService<ServerOptions>().Workspace.Installation.Repository;
        RequestDelegate no = new NoRepository(routes.ServiceProvider.GetRequiredService<Authenticator>()).RefuseAsync;
        QualityEndpoints? quality = isKept ? routes.ServiceProvider.GetRequiredService<QualityEndpoints>() : null;
        routes.MapGet("/v1/quality", quality is null ? no : quality.SummaryAsync);
        routes.MapGet("/v1/quality/findings", quality is null ? no : quality.FindingsAsync);
    }

    private static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton<QualityJudge>()
        .AddSingleton<QualityFollower>()
        .AddSingleton<FindingSight>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<QualityFollower>())
        .AddSingleton<QualityEndpoints>()
        .AddHostedService(s => s.GetRequiredService<QualityFollower>());
}
