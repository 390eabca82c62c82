using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Exchanges;

/// <summary>The journey of messages, and how it is looked up.</summary>
internal static class ExchangesModule
{
    public static IServiceCollection AddExchanges(this IServiceCollection services) => services
        .AddSingleton<Disclosure>()
        .AddSingleton<Journey>()
        .AddSingleton<Redecision>()
        .AddSingleton<StoredBundles>()
        .AddSingleton<UnknownOutcomes>()
        .AddSingleton<Impact>()
        .AddSingleton<ExplainEndpoints>()
        .AddSingleton<ExchangeTrace>()
        .AddSingleton<ReceivedExchanges>()
        .AddSingleton<ExchangeEndpoints>()
        .AddSingleton<DeliveryEndpoints>();

    public static void MapExchanges(this IEndpointRouteBuilder routes)
    {
        ExchangeEndpoints endpoints = routes.ServiceProvider.GetRequiredService<ExchangeEndpoints>();
        routes.MapGet("/v1/exchanges", (RequestDelegate)endpoints.ListAsync);
        routes.MapGet("/v1/exchanges/{id}", (RequestDelegate)endpoints.GetAsync);
        ExplainEndpoints explain = routes.ServiceProvider.GetRequiredService<ExplainEndpoints>();
        routes.MapPost("/v1/explain", (RequestDelegate)explain.ExplainAsync);
        routes.MapGet("/v1/agreements/{id}/impact", (RequestDelegate)explain.ImpactAsync);
        DeliveryEndpoints deliveries = routes.ServiceProvider.GetRequiredService<DeliveryEndpoints>();
        routes.MapGet("/v1/deliveries", (RequestDelegate)deliveries.ListAsync);
        routes.MapGet("/v1/deliveries/{id}", (RequestDelegate)deliveries.GetAsync);
    }
}
