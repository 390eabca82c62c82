using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Access;
using Parley.Server.Media;
using Parley.Server.Operations;
using Parley.Server.Repository;

namespace Parley.Server.Identities;

/// <summary>Identities: which records of the repository are of one person or thing, why, and what is known of it.</summary>
internal static class IdentitiesModule
{
    public static IServiceCollection AddIdentities(this IServiceCollection services, ServerOptions options) =>
        options.Workspace.Installation is { Repository: true, Identities: not null } ? Add(services, options) : services;

    public static void MapIdentities(this IEndpointRouteBuilder routes)
    {
        bool areKept = routes.ServiceProvider.GetRequiredService<ServerOptions>().Workspace.Installation is { Repository: true, Identities: not null };
        RequestDelegate no = new NoIdentities(routes.ServiceProvider.GetRequiredService<Authenticator>()).RefuseAsync;
        IdentityEndpoints? identities = areKept ? routes.ServiceProvider.GetRequiredService<IdentityEndpoints>() : null;
        ExplanationEndpoints? explanations = areKept ? routes.ServiceProvider.GetRequiredService<ExplanationEndpoints>() : null;
        ReviewEndpoints? reviews = areKept ? routes.ServiceProvider.GetRequiredService<ReviewEndpoints>() : null;
        routes.MapGet("/v1/identities/comparison", explanations is null ? no : explanations.CompareAsync);
        routes.MapGet("/v1/identities/{id}", identities is null ? no : identities.GetAsync);
        routes.MapGet("/v1/identities/{id}/explanation", explanations is null ? no : explanations.ExplainAsync);
        routes.MapGet("/v1/records/{id}/neighbourhood", identities is null ? no : identities.GetNeighbourhoodAsync);
        routes.MapGet("/v1/identity-reviews", reviews is null ? no : reviews.ListAsync);
        routes.MapPost("/v1/identity-reviews", reviews is null ? no : reviews.DecideAsync);
        routes.MapPost("/v1/identity-reviews/{id}/undo", reviews is null ? no : reviews.UndoAsync);
    }

    private static IServiceCollection Add(IServiceCollection services, ServerOptions options) => services
        .AddSingleton(new IdentitySettings(options.Workspace.Installation.Identities!))
        .AddSingleton<DecisionTable>()
        .AddSingleton<IdentityKeeper>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<IdentityKeeper>())
        .AddSingleton<IdentityFinder>()
        .AddSingleton<IdentitiesOf>(s => s.GetRequiredService<IdentityFinder>().NamesAsync)
        .AddSingleton<IdentityRequest>()
        .AddSingleton(s => new IdentityMedia(s.GetService<MediaRecords>(), s.GetService<MediaReads>()))
        .AddSingleton<IdentityEndpoints>()
        .AddSingleton<ExplanationEndpoints>()
        .AddSingleton<ReviewDesk>()
        .AddSingleton<ReviewEndpoints>()
        .AddHostedService(s => s.GetRequiredService<IdentityKeeper>());
}
