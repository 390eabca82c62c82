using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Engine.Search;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>The common repository: every version of every record that was exchanged, with its source.</summary>
internal static class RepositoryModule
{
    public static IServiceCollection AddRepository(this IServiceCollection services) => services
        .AddSingleton(s => new RecordNames(s.GetRequiredService<Store>().Keys))
        .AddSingleton<RecordTable>()
        .AddSingleton<RepositoryState>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<RepositoryState>())
        .AddSingleton<BundleProjection>()
        .AddSingleton<ActProjection>()
        .AddSingleton<RepositoryBundles>()
        .AddSingleton<RepositoryAccess>()
        .AddSingleton<RepositoryView>()
        .AddSingleton<RepositoryEndpoints>()
        .AddSingleton<SearchIndex>()
        .AddSingleton<SearchGroups>()
        .AddSingleton<SearchFiller>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<SearchFiller>())
        .AddSingleton<RepositorySearch>()
        .AddSingleton<SearchEndpoints>()
        .AddSingleton<ChangeEvents>()
        .AddSingleton<EventEndpoints>()
        .AddSingleton<Projector>()
        .AddHostedService(s => s.GetRequiredService<SearchFiller>())
        .AddHostedService(s => s.GetRequiredService<Projector>());

    public static void MapRepository(this IEndpointRouteBuilder routes)
    {
        RepositoryEndpoints records = routes.ServiceProvider.GetRequiredService<RepositoryEndpoints>();
        SearchEndpoints search = routes.ServiceProvider.GetRequiredService<SearchEndpoints>();
        EventEndpoints events = routes.ServiceProvider.GetRequiredService<EventEndpoints>();
        routes.MapGet("/v1/events", (RequestDelegate)events.GetAsync);
        routes.MapGet("/v1/records/{id}", (RequestDelegate)records.GetAsync);
        routes.MapGet("/v1/search", (RequestDelegate)search.TypeAsync);
        routes.MapPost("/v1/search", (RequestDelegate)search.SearchAsync);
    }
}
