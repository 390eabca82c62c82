using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Engine.Evidence;

/// <summary>A private key that signs notes and checkpoints. Safe for several threads.</summary>
public sealed class NoteSigner : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    private NoteSigner(string name, ECDsa key)
    {
        _key = key;
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        Key = NoteKey.Of(name, cosigner: false, publicKey);
        CosignerKey = NoteKey.Of(name, cosigner: true, publicKey);
    }

    /// <summary>The public key for notes.</summary>
    public NoteKey Key { get; }

    /// <summary>The public key for cosignatures: the same key under another identifier.</summary>
    public NoteKey CosignerKey { get; }

    /// <summary>Makes a signer of a private key in PEM (PKCS#8 or SEC 1).</summary>
    /// <exception cref="ArgumentException">It is no private key in PEM.</exception>
    /// <exception cref="CryptographicException">It is not a key on P-256.</exception>
    public static NoteSigner FromPem(string name, string pem)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new NoteSigner(name, key);
        }
        catch (PlatformNotSupportedException failure)
        {
            key.Dispose();
            throw new CryptographicException("The key is not an ECDSA key on P-256.", failure);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>A new private key in PEM (PKCS#8).</summary>
    public static string NewPem()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>Signs a text.</summary>
    public NoteSignature Sign(string text) => new(Key.Name, Key.KeyId, SignBytes(Encoding.UTF8.GetBytes(text)));

    /// <summary>Signs a checkpoint as a witness, at a time in seconds since 1970.</summary>
    public NoteSignature Cosign(string text, long seconds)
    {
        byte[] signature = SignBytes(NoteKey.Cosigned(text, seconds));
        byte[] all = new byte[8 + signature.Length];
        BinaryPrimitives.WriteInt64BigEndian(all, seconds);
        signature.CopyTo(all, 8);
        return new NoteSignature(CosignerKey.Name, CosignerKey.KeyId, all);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private byte[] SignBytes(byte[] bytes)
    {
        lock (_gate)
        {
            return _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }
}
