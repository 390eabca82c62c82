using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Server.Tests.Support;

/// <summary>
/// Verifies a signed request as a recipient would who has read RFC 9421 and RFC 9530 and nothing of the server: by what arrived, and the published key.
/// </summary>
internal static partial class SignatureVerifier
{
    /// <summary>Null when request and signature are sound, otherwise what is not.</summary>
    /// <param name="method">The method as it arrived.</param>
    /// <param name="uri">The address that was called.</param>
    /// <param name="headers">The headers as they arrived.</param>
    /// <param name="body">The body as it arrived.</param>
    /// <param name="keys">The JSON Web Key Set.</param>
    public static string? Fault(string method, string uri, IReadOnlyDictionary<string, string> headers, byte[] body, string keys)
    {
        Match digest = Digest().Match(headers["Content-Digest"]);
        if (!digest.Success || !SHA256.HashData(body).SequenceEqual(Convert.FromBase64String(digest.Groups[1].Value)))
        {
            return "digest";
        }

        Match input = Input().Match(headers["Signature-Input"]);
        Match signature = Signature().Match(headers["Signature"]);
        if (!input.Success || !signature.Success || input.Groups["label"].Value != signature.Groups["label"].Value)
        {
            return "form";
        }

        List<string> lines = [];
        foreach (Match component in Component().Matches(input.Groups["components"].Value))
        {
            string name = component.Groups[1].Value;
            string? value = name switch
            {
                "@method" => method,
                "@target-uri" => uri,
                _ when name[0] != '@' => headers.GetValueOrDefault(name)?.Trim(),
                _ => null,
            };
            if (value is null)
            {
                return $"component {name}";
            }

            lines.Add($"\"{name}\": {value}");
        }

        foreach (string needed in new[] { "@method", "@target-uri", "content-digest" })
        {
            if (!lines.Exists(l => l.StartsWith($"\"{needed}\": ", StringComparison.Ordinal)))
            {
                return $"{needed} is not covered";
            }
        }

        lines.Add($"\"@signature-params\": {input.Groups["params"].Value}");
        JsonElement key = JsonDocument.Parse(keys).RootElement.GetProperty("keys").EnumerateArray()
            .Single(k => k.GetProperty("kid").GetString() == KeyId().Match(input.Groups["params"].Value).Groups[1].Value);
        using ECDsa verifier = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()) },
        });
        bool good = verifier.VerifyData(Encoding.ASCII.GetBytes(string.Join('\n', lines)), Convert.FromBase64String(signature.Groups["value"].Value), HashAlgorithmName.SHA256);
        return good ? null : "signature";
    }

    [GeneratedRegex("^sha-256=:([A-Za-z0-9+/=]+):$")]
    private static partial Regex Digest();

    [GeneratedRegex("^(?<label>[a-z][a-z0-9_-]*)=(?<params>\\((?<components>[^)]*)\\)(;.*)?)$")]
    private static partial Regex Input();

    [GeneratedRegex("^(?<label>[a-z][a-z0-9_-]*)=:(?<value>[A-Za-z0-9+/=]+):$")]
    private static partial Regex Signature();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Component();

    [GeneratedRegex(";keyid=\"([^\"]+)\"")]
    private static partial Regex KeyId();
}
