namespace Parley.Limit;

/// <summary>What the limit program is told on its command line.</summary>
internal sealed record LimitOptions(string Urls, string StoreFile, Uri Recipient)
{
    public const string Usage = "usage: Parley.Limit --urls URL --store FILE --recipient URL";

    /// <summary>The options, or null when one is missing or unknown.</summary>
    public static LimitOptions? Parse(string[] arguments)
    {
        string? urls = null, store = null, recipient = null;
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            switch (arguments[i])
            {
                case "--urls": urls = arguments[i + 1]; break;
                case "--store": store = arguments[i + 1]; break;
                case "--recipient": recipient = arguments[i + 1]; break;
                default: return null;
            }
        }

        return urls is null || store is null || !Uri.TryCreate(recipient, UriKind.Absolute, out var uri) ? null : new LimitOptions(urls, store, uri);
    }
}
