using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Access;

namespace Parley.Server.Operations;

/// <summary>The addresses of a part that a workspace may leave out: where it does, each refuses in the same words, once the caller is known.</summary>
/// <param name="routes">Where they are mapped.</param>
/// <param name="isThere">Whether the workspace has the part.</param>
/// <param name="refusal">What is answered where it has not.</param>
internal sealed class OptionalRoutes(IEndpointRouteBuilder routes, bool isThere, Problem refusal)
{
    /// <summary>Maps a method of an address.</summary>
    /// <typeparam name="T">The endpoints, which are made only where the part is there.</typeparam>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">The address.</param>
    /// <param name="answer">What answers.</param>
    public OptionalRoutes Map<T>(string method, string address, Func<T, RequestDelegate> answer)
        where T : notnull
    {
        routes.MapMethods(address, [method], isThere ? answer(routes.ServiceProvider.GetRequiredService<T>()) : RefuseAsync);
        return this;
    }

    /// <summary>Maps <c>GET</c>.</summary>
    public OptionalRoutes Get<T>(string address, Func<T, RequestDelegate> answer)
        where T : notnull => Map(HttpMethods.Get, address, answer);

    /// <summary>Maps <c>POST</c>.</summary>
    public OptionalRoutes Post<T>(string address, Func<T, RequestDelegate> answer)
        where T : notnull => Map(HttpMethods.Post, address, answer);

    private Task RefuseAsync(HttpContext context)
    {
        routes.ServiceProvider.GetRequiredService<Authenticator>().Require(context);
        throw new ProblemException(refusal);
    }
}
