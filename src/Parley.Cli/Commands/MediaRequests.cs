namespace Parley.Cli.Commands;

/// <summary>What the commands that read objects share.</summary>
internal static class MediaRequests
{
    /// <summary>A request to read, with what for and why.</summary>
    public static HttpRequestMessage Get(string address, string? purpose, string? reason)
    {
        HttpRequestMessage request = new(HttpMethod.Get, address);
        foreach ((string name, string? value) in ((string, string?)[])[("Parley-Purpose", purpose), ("Parley-Reason", reason)])
        {
            if (value is not null && (value.Any(c => c is < ' ' or > '~') || !request.Headers.TryAddWithoutValidation(name, value)))
            {
                throw new UsageException($"'{value}' goes into a header: plain letters, digits and signs of one line");
            }
        }

        return request;
    }
}
