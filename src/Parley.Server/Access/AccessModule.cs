using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Access;

/// <summary>Who calls, and what they may do.</summary>
internal static class AccessModule
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<Authenticator>()
        .AddSingleton<RateLimiter>()
        .AddSingleton<ProviderClient>()
        .AddSingleton<SigningKeys>()
        .AddSingleton<TokenVerifier>()
        .AddSingleton<TokenCallers>()
        .AddSingleton<OnBehalfHeader>()
        .AddSingleton<Sessions>()
        .AddSingleton<AccessLedger>()
        .AddSingleton<PendingSignIns>()
        .AddSingleton<SignInFlow>()
        .AddSingleton<LocalSignIn>()
        .AddSingleton<SignInEndpoints>()
        .AddSingleton<AccountEndpoints>()
        .AddHostedService<AccessUpkeep>();

    /// <summary>Finds each request's caller before any endpoint runs.</summary>
    public static void UseCallers(this IApplicationBuilder app) => app.UseMiddleware<CallerMiddleware>();

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        SignInEndpoints signIn = routes.ServiceProvider.GetRequiredService<SignInEndpoints>();
        AccountEndpoints account = routes.ServiceProvider.GetRequiredService<AccountEndpoints>();
        routes.MapGet("/sign-in", (RequestDelegate)signIn.BeginAsync);
        routes.MapGet(SignInFlow.CallbackPath, (RequestDelegate)signIn.CallbackAsync);
        routes.MapGet("/sign-in/local", (RequestDelegate)signIn.LocalFormAsync);
        routes.MapPost("/sign-in/local", (RequestDelegate)signIn.LocalAsync);
        routes.MapGet(HtmlPage.StylePath, (RequestDelegate)HtmlPage.StyleAsync);
        routes.MapGet("/sign-out", (RequestDelegate)account.SignOutFormAsync);
        routes.MapPost("/sign-out", (RequestDelegate)account.SignOutAsync);
        routes.MapGet("/account", (RequestDelegate)account.GetAsync);
        routes.MapPost("/account/sessions/end", (RequestDelegate)account.EndSessionsAsync);
    }
}
