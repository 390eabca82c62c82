using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Server.Media;

/// <summary>Signs requests as S3 and those who speak like it ask for: AWS Signature Version 4, in the header.</summary>
internal sealed class S3Signer(string accessKey, string secretKey, string region)
{
    /// <summary>What stands for the hash of a body that is not signed: the bytes are sealed, and what was changed on the way does not open.</summary>
    public const string Unsigned = "UNSIGNED-PAYLOAD";

    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Service = "s3";

    /// <summary>Signs a request.</summary>
    /// <param name="request">The request; the parts of its query stand in order, each encoded. Its header Range is signed with it, and those that begin with <c>x-amz-</c>.</param>
    /// <param name="payload">The hash of its body, or <see cref="Unsigned"/>.</param>
    /// <param name="now">The moment.</param>
    public void Sign(HttpRequestMessage request, string payload, DateTimeOffset now)
    {
        string time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal)
        {
            ["host"] = request.RequestUri!.IsDefaultPort ? request.RequestUri.Host : request.RequestUri.Authority,
            ["x-amz-content-sha256"] = payload,
            ["x-amz-date"] = time,
        };
        if (request.Headers.Range is { } range)
        {
            headers["range"] = range.ToString();
        }

        foreach ((string name, IEnumerable<string> values) in request.Headers.Where(h => h.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)))
        {
            headers[name.ToLowerInvariant()] = string.Join(',', values);
        }

        request.Headers.Add("x-amz-content-sha256", payload);
        request.Headers.Add("x-amz-date", time);
        string names = string.Join(';', headers.Keys);
        string canonical = $"{request.Method}\n{request.RequestUri.AbsolutePath}\n{request.RequestUri.Query.TrimStart('?')}\n{string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n"))}\n{names}\n{payload}";
        string scope = $"{time[..8]}/{region}/{Service}/aws4_request";
        string toSign = $"{Algorithm}\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        byte[] key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secretKey), time[..8]), region), Service), "aws4_request");
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"{Algorithm} Credential={accessKey}/{scope}, SignedHeaders={names}, Signature={Hex(Hmac(key, toSign))}");
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
