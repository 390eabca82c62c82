using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Exceptions;

/// <summary>Messages that a person must look at.</summary>
internal static class ExceptionsModule
{
    public static IServiceCollection AddExceptions(this IServiceCollection services) => services
        .AddSingleton<Resolver>()
        .AddSingleton<ExceptionEndpoints>();

    public static void MapExceptions(this IEndpointRouteBuilder routes)
    {
        ExceptionEndpoints endpoints = routes.ServiceProvider.GetRequiredService<ExceptionEndpoints>();
        routes.MapGet("/v1/exceptions", (RequestDelegate)endpoints.ListAsync);
        routes.MapGet("/v1/exceptions/{id}", (RequestDelegate)endpoints.GetAsync);
        routes.MapPost("/v1/exceptions/{id}/correct", (RequestDelegate)endpoints.CorrectAsync);
        routes.MapPost("/v1/exceptions/{id}/resend", (RequestDelegate)endpoints.ResendAsync);
        routes.MapPost("/v1/exceptions/{id}/discard", (RequestDelegate)endpoints.DiscardAsync);
    }
}
