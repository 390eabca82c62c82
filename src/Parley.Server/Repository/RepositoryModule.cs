using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Engine.Search;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>The common repository: every version of every record that was exchanged, with its source.</summary>
internal static class RepositoryModule
{
    public static IServiceCollection AddRepository(this IServiceCollection services, ServerOptions options) =>
        options.Workspace.Installation.Repository ? Add(AddAlways(services)) : AddAlways(services);

    public static void MapRepository(this IEndpointRouteBuilder routes) => RepositoryRoutes.WhereKept(routes)
        .Get<EventEndpoints>("/v1/events", e => e.GetAsync)
        .Get<RepositoryEndpoints>("/v1/records/{id}", e => e.GetAsync)
        .Get<SearchEndpoints>("/v1/search", e => e.TypeAsync);

    // What those need who ask systems live, whether a repository is kept or not.
    private static IServiceCollection AddAlways(IServiceCollection services) => services
        .AddSingleton(s => new RecordNames(s.GetRequiredService<Store>().Keys))
        .AddSingleton<RepositoryAccess>()
        .AddSingleton<SearchConsultation>();

    private static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton<RecordTable>()
        .AddSingleton<RepositoryState>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<RepositoryState>())
        .AddSingleton<BundleProjection>()
        .AddSingleton<ActProjection>()
        .AddSingleton(_ => new BundleRoom(BundleRoom.Bound()))
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<BundleRoom>())
        .AddSingleton<RepositoryBundles>()
        .AddSingleton<RepositoryPass>()
        .AddSingleton<RepositoryView>()
        .AddSingleton<RepositoryEndpoints>()
        .AddSingleton<SearchIndex>()
        .AddSingleton<SearchGroups>()
        .AddSingleton<SearchFiller>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<SearchFiller>())
        .AddSingleton<RepositorySearch>()
        .AddSingleton<SearchEndpoints>()
        .AddSingleton<ChangeEvents>()
        .AddSingleton<EventIds>()
        .AddSingleton<EventEndpoints>()
        .AddSingleton<Projector>()
        .AddHostedService(s => s.GetRequiredService<SearchFiller>())
        .AddHostedService(s => s.GetRequiredService<Projector>());
}
