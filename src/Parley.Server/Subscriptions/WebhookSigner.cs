using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Subscriptions;

/// <summary>
/// Signs what is sent to subscribers by HTTP Message Signatures (RFC 9421) with ECDSA on P-256 and SHA-256, over method, address, media type and the digest of the
/// body (RFC 9530), so that a recipient needs nothing but the public key (ADR 0021).
/// </summary>
internal sealed class WebhookSigner : IDisposable
{
    private const string OwnKey = ".parley/webhooks.key";
    private const int KeyIdCharacters = 22;

    private readonly ECDsa _key;
    private readonly Lock _gate = new();

    private WebhookSigner(ECDsa key)
    {
        _key = key;
        ECParameters parameters = key.ExportParameters(includePrivateParameters: false);
        (X, Y) = (Base64Url.EncodeToString(parameters.Q.X), Base64Url.EncodeToString(parameters.Q.Y));

        // The key's thumbprint (RFC 7638), so that a renewed key has another name.
        byte[] thumbprint = SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}"""));
        KeyId = Base64Url.EncodeToString(thumbprint)[..KeyIdCharacters];
    }

    /// <summary>The name of the key.</summary>
    public string KeyId { get; }

    private string X { get; }

    private string Y { get; }

    /// <summary>Reads the key; makes it when there is none, readable by its owner alone.</summary>
    /// <exception cref="ServerStartException">The key cannot be used.</exception>
    public static WebhookSigner Load(Secrets secrets, ILogger log)
    {
        string path = secrets.PathOf(OwnKey);
        try
        {
            if (!File.Exists(path))
            {
                Make(path);
                Log.WebhookKeyMade(log, path);
            }

            ECDsa key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            return key.KeySize == 256 ? new WebhookSigner(key) : throw new ArgumentException("it is not on P-256");
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            throw new ServerStartException($"the key {path} is no private key ECDSA on P-256 in PEM: {failure.Message}", failure);
        }
    }

    /// <summary>Adds digest and signature to a request.</summary>
    /// <param name="request">The request, with its address.</param>
    /// <param name="body">Its body.</param>
    /// <param name="mediaType">The body's media type.</param>
    /// <param name="created">When it is signed, seconds since 1970.</param>
    public void Sign(HttpRequestMessage request, byte[] body, string mediaType, long created)
    {
        string digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";
        string parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"(\"@method\" \"@target-uri\" \"content-type\" \"content-digest\");created={created};keyid=\"{KeyId}\";alg=\"ecdsa-p256-sha256\"");
        string covered =
            $"\"@method\": {request.Method.Method}\n\"@target-uri\": {request.RequestUri!.AbsoluteUri}\n\"content-type\": {mediaType}\n\"content-digest\": {digest}\n\"@signature-params\": {parameters}";
        byte[] signature;
        lock (_gate)
        {
            signature = _key.SignData(Encoding.UTF8.GetBytes(covered), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        request.Headers.TryAddWithoutValidation("Content-Digest", digest);
        request.Headers.TryAddWithoutValidation("Signature-Input", "parley=" + parameters);
        request.Headers.TryAddWithoutValidation("Signature", $"parley=:{Convert.ToBase64String(signature)}:");
    }

    /// <summary>Writes the public key as a JSON Web Key Set (RFC 7517).</summary>
    public void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("keys"u8);
        writer.WriteStartObject();
        writer.WriteString("kty"u8, "EC"u8);
        writer.WriteString("crv"u8, "P-256"u8);
        writer.WriteString("x"u8, X);
        writer.WriteString("y"u8, Y);
        writer.WriteString("kid"u8, KeyId);
        writer.WriteString("use"u8, "sig"u8);
        writer.WriteString("alg"u8, "ES256"u8);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using FileStream file = OwnerFile.Open(path, new() { Mode = FileMode.CreateNew, Access = FileAccess.Write });
        file.Write(Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
        file.Flush(flushToDisk: true);
    }
}
