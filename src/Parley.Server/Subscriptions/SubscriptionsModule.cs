using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Repository;

namespace Parley.Server.Subscriptions;

/// <summary>Change events as web hooks.</summary>
internal static class SubscriptionsModule
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services, ServerOptions options) =>
        options.Workspace.Installation.Repository ? Add(services) : services;

    public static void MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        bool isKept = routes.ServiceProvider.GetRequiredService<ServerOptions>().Workspace.Installation.Repository;
        RequestDelegate no = new NoRepository(routes.ServiceProvider.GetRequiredService<Authenticator>()).RefuseAsync;
        SubscriptionEndpoints? subscriptions = isKept ? routes.ServiceProvider.GetRequiredService<SubscriptionEndpoints>() : null;
        WebhookKeyEndpoint? key = isKept ? routes.ServiceProvider.GetRequiredService<WebhookKeyEndpoint>() : null;
        routes.MapPost("/v1/subscriptions", subscriptions is null ? no : subscriptions.CreateAsync);
        routes.MapGet("/v1/subscriptions", subscriptions is null ? no : subscriptions.ListAsync);
        routes.MapGet("/v1/subscriptions/{id}", subscriptions is null ? no : subscriptions.GetAsync);
        routes.MapDelete("/v1/subscriptions/{id}", subscriptions is null ? no : subscriptions.DeleteAsync);
        routes.MapPost("/v1/subscriptions/{id}/pause", subscriptions is null ? no : subscriptions.PauseAsync);
        routes.MapPost("/v1/subscriptions/{id}/resume", subscriptions is null ? no : subscriptions.ResumeAsync);
        routes.MapGet("/.well-known/parley-webhooks.json", key is null ? no : key.GetAsync);
    }

    private static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton(s => WebhookSigner.Load(s.GetRequiredService<Secrets>(), s.GetRequiredService<ILogger<WebhookSigner>>()))
        .AddSingleton<WebhookClient>()
        .AddSingleton<AddressBreakers>()
        .AddSingleton<SubscriberEvents>()
        .AddSingleton<SubscriptionSender>()
        .AddSingleton<SubscriptionPump>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<SubscriptionPump>())
        .AddSingleton<SubscriptionAccess>()
        .AddSingleton<SubscriptionEndpoints>()
        .AddSingleton<WebhookKeyEndpoint>()
        .AddHostedService(s => s.GetRequiredService<SubscriptionPump>());
}
