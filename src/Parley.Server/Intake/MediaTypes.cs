namespace Parley.Server.Intake;

/// <summary>Whether a declared media type can be that of a format. What says nothing of the content is let through: the reader will see.</summary>
internal static class MediaTypes
{
    private static readonly string[] s_neutral = ["application/octet-stream", "application/x-www-form-urlencoded", "text/plain"];

    /// <summary>Whether a Content-Type header fits a format.</summary>
    public static bool Fits(string? contentType, string format)
    {
        if (string.IsNullOrEmpty(contentType))
        {
            return true;
        }

        int end = contentType.IndexOf(';', StringComparison.Ordinal);
        ReadOnlySpan<char> media = (end < 0 ? contentType : contentType.AsSpan(0, end)).Trim();
        foreach (string neutral in s_neutral)
        {
            if (media.Equals(neutral, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return format switch
        {
            "json" or "ndjson" => media.Contains("json", StringComparison.OrdinalIgnoreCase),
            "xml" or "soap" => media.Contains("xml", StringComparison.OrdinalIgnoreCase),
            "csv" or "tsv" or "fixed" => media.StartsWith("text/", StringComparison.OrdinalIgnoreCase),
            _ => true,
        };
    }
}
