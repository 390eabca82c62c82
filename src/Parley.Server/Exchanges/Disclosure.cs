using Parley.Engine.Dictionary;

namespace Parley.Server.Exchanges;

/// <summary>The one place through which every record leaves the platform.</summary>
internal static class Disclosure
{
    /// <summary>What the workspace's own configuration stands for, as the exchange shows it.</summary>
    public const string ByConfiguration = "the workspace's accepts entry";

    /// <summary>
    /// Decides what a recipient may have of a bundle. Within one workspace the reviewed configuration is the permission: a route exists
    /// because somebody wrote it. Agreements between organisations join here and nowhere else.
    /// </summary>
    public static Decision Decide(string source, Bundle bundle, Route route)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentNullException.ThrowIfNull(route);
        return new Decision(bundle, ByConfiguration);
    }
}
