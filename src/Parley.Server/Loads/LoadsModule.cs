using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Operations;
using Parley.Server.Repository;

namespace Parley.Server.Loads;

/// <summary>Loads of history into the common repository.</summary>
internal static class LoadsModule
{
    public static IServiceCollection AddLoads(this IServiceCollection services, ServerOptions options) =>
        options.Workspace.Installation.Repository ? Add(services) : services;

    public static void MapLoads(this IEndpointRouteBuilder routes) => RepositoryRoutes.WhereKept(routes)
        .Post<LoadEndpoints>("/v1/systems/{system}/loads", e => e.CreateAsync)
        .Get<LoadEndpoints>("/v1/loads", e => e.ListAsync)
        .Get<LoadEndpoints>("/v1/loads/{id}", e => e.GetAsync)
        .Map<LoadEndpoints>(HttpMethods.Patch, "/v1/loads/{id}", e => e.AppendAsync)
        .Post<LoadEndpoints>("/v1/loads/{id}/cancel", e => e.CancelAsync)
        .Post<LoadEndpoints>("/v1/loads/{id}/resume", e => e.ResumeAsync)
        .Get<RefusedLineEndpoints>("/v1/loads/{id}/refused", e => e.ListAsync)
        .Get<RefusedLineEndpoints>("/v1/loads/{id}/refused/{message}", e => e.GetAsync)
        .Post<RefusedLineEndpoints>("/v1/loads/{id}/refused/{message}", e => e.MendAsync);

    private static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton<LoadFiles>()
        .AddSingleton<LoadPace>()
        .AddSingleton<KnownRecords>()
        .AddSingleton<LoadRun>()
        .AddSingleton<LoadRunner>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<LoadRunner>())
        .AddSingleton<LoadAccess>()
        .AddSingleton<LoadMender>()
        .AddSingleton<LoadEndpoints>()
        .AddSingleton<RefusedLineEndpoints>()
        .AddHostedService(s => s.GetRequiredService<LoadRunner>());
}
