using Parley.Engine.Workspace;

namespace Parley.Server.Subscriptions;

/// <summary>
/// Where a system may be told of changes: where the workspace says so (<c>webhooks</c> of its system.yaml), and the servers that the platform delivers to it anyway. No
/// caller can have the platform call any other address.
/// </summary>
internal static class WebhookPlaces
{
    /// <summary>Whether an address is one of a system's places.</summary>
    public static bool Permit(SystemDefinition system, Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: 0, Fragment.Length: 0 } && address.Scheme is "https" or "http"
        && (system.Webhooks.Any(w => Uri.TryCreate(w, UriKind.Absolute, out Uri? place) && IsBelow(place, address))
            || system.Accepts.Any(a => a.Delivery is HttpDelivery http && ServerOf(http.Url) is Uri server && IsSameServer(server, address)));

    private static bool IsSameServer(Uri place, Uri address) =>
        place.Scheme == address.Scheme && place.Port == address.Port && string.Equals(place.Host, address.Host, StringComparison.OrdinalIgnoreCase);

    // /hooks is above /hooks and /hooks/a, and not above /hooks2. Dots in a path have been resolved by now; those that are escaped stay text.
    private static bool IsBelow(Uri place, Uri address)
    {
        string path = place.AbsolutePath.TrimEnd('/');
        return IsSameServer(place, address) && address.AbsolutePath.StartsWith(path, StringComparison.Ordinal)
            && (address.AbsolutePath.Length == path.Length || address.AbsolutePath[path.Length] == '/');
    }

    // Placeholders stand in path and query alone.
    private static Uri? ServerOf(string url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal);
        int end = start < 0 ? -1 : url.IndexOfAny(['/', '?'], start + 3);
        return Uri.TryCreate(end < 0 ? url : url[..end], UriKind.Absolute, out Uri? server) ? server : null;
    }
}
