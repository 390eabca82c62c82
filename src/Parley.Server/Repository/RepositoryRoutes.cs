using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Operations;

namespace Parley.Server.Repository;

/// <summary>The addresses of all that an installation without a repository has not.</summary>
internal static class RepositoryRoutes
{
    /// <summary>Addresses that answer where a repository is kept.</summary>
    public static OptionalRoutes WhereKept(IEndpointRouteBuilder routes) => new(
        routes,
        routes.ServiceProvider.GetRequiredService<ServerOptions>().Workspace.Installation.Repository,
        new Problem(StatusCodes.Status404NotFound, SearchIssues.NoRepository, "The workspace does not say that one is kept.", "address"));
}
