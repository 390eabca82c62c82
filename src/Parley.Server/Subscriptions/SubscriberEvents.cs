using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Subscriptions;

/// <summary>The events of a subscription: what its system may know of now, by its own rights and purpose, asked anew each time.</summary>
internal sealed class SubscriberEvents(ChangeEvents events, WorkspaceHost workspace)
{
    private const int AtOnce = 200;

    /// <summary>The next events and the row up to which was looked; null when the workspace no longer lets the system be told there.</summary>
    public async Task<(List<ChangeEvent> Events, long Last)?> NextAsync(SubscriptionRow subscription, CancellationToken cancellationToken)
    {
        if (!workspace.Current.Workspace.Systems.TryGetValue(subscription.System, out SystemDefinition? system)
            || !WebhookPlaces.Permit(system, new Uri(subscription.Url)))
        {
            return null;
        }

        string id = PublicId.Subscription(subscription.Id);
        Asker asker = new(SystemCallers.Of(system, id), subscription.Purpose, $"subscription {id}");
        return await events.AfterAsync(asker, subscription.After, Words(subscription.Types), Words(subscription.Systems), AtOnce, cancellationToken);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
