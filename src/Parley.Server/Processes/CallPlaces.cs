namespace Parley.Server.Processes;

/// <summary>The places that processes may call.</summary>
internal static class CallPlaces
{
    /// <summary>The place that an address is at; null when it is at none, and must not be called.</summary>
    /// <param name="places">The places, by name.</param>
    /// <param name="address">The address.</param>
    public static (string Name, string Address)? Find(IReadOnlyDictionary<string, string> places, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.UserInfo.Length > 0)
        {
            return null;
        }

        foreach ((string name, string place) in places)
        {
            if (Uri.TryCreate(place, UriKind.Absolute, out Uri? at) && IsAt(uri, at))
            {
                return (name, place);
            }
        }

        return null;
    }

    // The path as it will be sent, and no dots or slashes in disguise that the called program might read as a way out.
    private static bool IsAt(Uri uri, Uri place)
    {
        string path = uri.AbsolutePath;
        string below = place.AbsolutePath.TrimEnd('/');
        return uri.Scheme == place.Scheme
            && uri.Port == place.Port
            && string.Equals(uri.Host, place.Host, StringComparison.OrdinalIgnoreCase)
            && path.StartsWith(below, StringComparison.Ordinal)
            && (path.Length == below.Length || path[below.Length] == '/')
            && !path.Contains("%2e", StringComparison.OrdinalIgnoreCase)
            && !path.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            && !path.Contains("%5c", StringComparison.OrdinalIgnoreCase);
    }
}
