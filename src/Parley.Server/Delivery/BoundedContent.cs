namespace Parley.Server.Delivery;

/// <summary>Reads answers without trusting their length.</summary>
internal static class BoundedContent
{
    private const int MostDrained = 64 << 10;

    /// <summary>Reads up to a number of bytes; null for nothing. A little more is read and dropped, so that the connection can be used again.</summary>
    public static async Task<(byte[]? Body, bool Cut)> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength == 0)
        {
            return (null, false);
        }

        await using Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[Math.Min(content.Headers.ContentLength ?? 4096, most)];
        int length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length >= most)
                {
                    break;
                }

                Array.Resize(ref buffer, (int)Math.Min(most, (long)Math.Max(buffer.Length, 512) * 2));
            }

            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return (length == 0 ? null : buffer[..length], false);
            }

            length += read;
        }

        bool cut = await DrainAsync(stream, cancellationToken);
        return (buffer, cut);
    }

    private static async Task<bool> DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] rest = new byte[4096];
        int drained = 0;
        int read;
        while (drained < MostDrained && (read = await stream.ReadAsync(rest, cancellationToken)) > 0)
        {
            drained += read;
        }

        return drained > 0;
    }
}
