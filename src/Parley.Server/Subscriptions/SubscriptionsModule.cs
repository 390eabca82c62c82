using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Repository;

namespace Parley.Server.Subscriptions;

/// <summary>Change events as web hooks.</summary>
internal static class SubscriptionsModule
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services, ServerOptions options) =>
        options.Workspace.Installation.Repository ? Add(services) : services;

    public static void MapSubscriptions(this IEndpointRouteBuilder routes) => RepositoryRoutes.WhereKept(routes)
        .Post<SubscriptionEndpoints>("/v1/subscriptions", e => e.CreateAsync)
        .Get<SubscriptionEndpoints>("/v1/subscriptions", e => e.ListAsync)
        .Get<SubscriptionEndpoints>("/v1/subscriptions/{id}", e => e.GetAsync)
        .Map<SubscriptionEndpoints>(HttpMethods.Delete, "/v1/subscriptions/{id}", e => e.DeleteAsync)
        .Post<SubscriptionEndpoints>("/v1/subscriptions/{id}/pause", e => e.PauseAsync)
        .Post<SubscriptionEndpoints>("/v1/subscriptions/{id}/resume", e => e.ResumeAsync)
        .Get<WebhookKeyEndpoint>("/.well-known/parley-webhooks.json", e => e.GetAsync);

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
