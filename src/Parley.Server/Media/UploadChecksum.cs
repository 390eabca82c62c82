using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;

namespace Parley.Server.Media;

/// <summary>The checksum that a request says its bytes have.</summary>
internal sealed class UploadChecksum : IDisposable
{
    /// <summary>The algorithms, as the protocol names them.</summary>
    public const string Algorithms = "sha1,sha256";

    private readonly IncrementalHash _hash;
    private readonly byte[] _expected;

    private UploadChecksum(HashAlgorithmName algorithm, byte[] expected) => (_hash, _expected) = (IncrementalHash.CreateHash(algorithm), expected);

    /// <summary>Reads <c>Upload-Checksum</c>; null when it is not there.</summary>
    public static UploadChecksum? Read(HttpRequest request)
    {
        string header = request.Headers["Upload-Checksum"].ToString();
        if (header.Length == 0)
        {
            return null;
        }

        string[] parts = header.Split(' ', 2);
        HashAlgorithmName? algorithm = parts[0] switch
        {
            // The protocol asks for SHA-1; it guards against broken lines here, not against people.
            "sha1" => HashAlgorithmName.SHA1,
            "sha256" => HashAlgorithmName.SHA256,
            _ => null,
        };
        byte[] expected = new byte[64];
        return algorithm is HashAlgorithmName known && parts.Length == 2 && Convert.TryFromBase64String(parts[1], expected, out int length)
            ? new UploadChecksum(known, expected[..length])
            : throw new ProblemException(new Problem(400, MediaProblems.BadUpload, $"It must be one of {Algorithms} and the checksum in base64.", "header Upload-Checksum"));
    }

    /// <summary>Takes bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>Whether all bytes together have the checksum.</summary>
    public bool Fits() => CryptographicOperations.FixedTimeEquals(_hash.GetHashAndReset(), _expected);

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
