using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Exceptions;

/// <summary>Messages that a person must look at.</summary>
internal static class ExceptionsModule
{
    public static IServiceCollection AddExceptions(this IServiceCollection services) => services;

    public static void MapExceptions(this IEndpointRouteBuilder routes)
    {
    }
}
