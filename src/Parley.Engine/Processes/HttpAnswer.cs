namespace Parley.Engine.Processes;

/// <summary>The answer to an HTTP request.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">Header names and values; of several values of one name they are joined by a comma and a blank.</param>
/// <param name="Content">The body's bytes; empty for none.</param>
public sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Content)
{
    /// <summary>The media type without parameters, in small letters; empty when the answer names none.</summary>
    public string MediaType =>
        (Headers.FirstOrDefault(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value ?? "").Split(';')[0].Trim().ToLowerInvariant();
}
