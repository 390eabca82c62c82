using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Media;
using Parley.Server.Operations;
using Parley.Server.Repository;

namespace Parley.Server.Identities;

/// <summary>Identities: which records of the repository are of one person or thing, why, and what is known of it.</summary>
internal static class IdentitiesModule
{
    public static IServiceCollection AddIdentities(this IServiceCollection services, ServerOptions options) =>
        AreKept(options) ? Add(services, options) : services;

    public static void MapIdentities(this IEndpointRouteBuilder routes) => new OptionalRoutes(
        routes,
        AreKept(routes.ServiceProvider.GetRequiredService<ServerOptions>()),
        new Problem(StatusCodes.Status404NotFound, IdentityIssues.NoIdentities, "The workspace does not say that records are joined to identities.", "address"))
        .Get<ExplanationEndpoints>("/v1/identities/comparison", e => e.CompareAsync)
        .Get<IdentityEndpoints>("/v1/identities/{id}", e => e.GetAsync)
        .Get<ExplanationEndpoints>("/v1/identities/{id}/explanation", e => e.ExplainAsync)
        .Get<IdentityEndpoints>("/v1/records/{id}/neighbourhood", e => e.GetNeighbourhoodAsync)
        .Get<ReviewEndpoints>("/v1/identity-reviews", e => e.ListAsync)
        .Post<ReviewEndpoints>("/v1/identity-reviews", e => e.DecideAsync)
        .Post<ReviewEndpoints>("/v1/identity-reviews/{id}/undo", e => e.UndoAsync);

    private static bool AreKept(ServerOptions options) => options.Workspace.Installation is { Repository: true, Identities: not null };

    private static IServiceCollection Add(IServiceCollection services, ServerOptions options) => services
        .AddSingleton(new IdentitySettings(options.Workspace.Installation.Identities!))
        .AddSingleton<DecisionTable>()
        .AddSingleton<IdentityIndex>()
        .AddSingleton<IdentityKeeper>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<IdentityKeeper>())
        .AddSingleton<Sights>()
        .AddSingleton<IdentityFinder>()
        .AddSingleton<IdentitiesOf>(s => s.GetRequiredService<IdentityFinder>().NamesAsync)
        .AddSingleton<IdentityRequest>()
        .AddSingleton(s => new IdentityMedia(s.GetService<MediaRecords>(), s.GetService<MediaReads>()))
        .AddSingleton<IdentityEndpoints>()
        .AddSingleton<ExplanationEndpoints>()
        .AddSingleton<ReviewDesk>()
        .AddSingleton<ReviewPlaces>()
        .AddSingleton<ReviewEndpoints>()
        .AddHostedService(s => s.GetRequiredService<IdentityKeeper>());
}
