using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Repository;

namespace Parley.Server.Loads;

/// <summary>Loads of history into the common repository.</summary>
internal static class LoadsModule
{
    public static IServiceCollection AddLoads(this IServiceCollection services, ServerOptions options) =>
        options.Workspace.Installation.Repository ? Add(services) : services;

    public static void MapLoads(this IEndpointRouteBuilder routes)
    {
        bool isKept = routes.ServiceProvider.GetRequiredService<ServerOptions>().Workspace.Installation.Repository;
        RequestDelegate no = new NoRepository(routes.ServiceProvider.GetRequiredService<Authenticator>()).RefuseAsync;
        LoadEndpoints? loads = isKept ? routes.ServiceProvider.GetRequiredService<LoadEndpoints>() : null;
        RefusedLineEndpoints? refused = isKept ? routes.ServiceProvider.GetRequiredService<RefusedLineEndpoints>() : null;
        routes.MapPost("/v1/systems/{system}/loads", loads is null ? no : loads.CreateAsync);
        routes.MapGet("/v1/loads", loads is null ? no : loads.ListAsync);
        routes.MapGet("/v1/loads/{id}", loads is null ? no : loads.GetAsync);
        routes.MapPatch("/v1/loads/{id}", loads is null ? no : loads.AppendAsync);
        routes.MapPost("/v1/loads/{id}/cancel", loads is null ? no : loads.CancelAsync);
        routes.MapPost("/v1/loads/{id}/resume", loads is null ? no : loads.ResumeAsync);
        routes.MapGet("/v1/loads/{id}/refused", refused is null ? no : refused.ListAsync);
        routes.MapGet("/v1/loads/{id}/refused/{message}", refused is null ? no : refused.GetAsync);
        routes.MapPost("/v1/loads/{id}/refused/{message}", refused is null ? no : refused.MendAsync);
    }

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
