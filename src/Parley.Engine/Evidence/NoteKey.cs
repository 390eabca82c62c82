using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Engine.Evidence;

/// <summary>
/// A public key that verifies notes: ECDSA on P-256 with SHA-256 by the platform's library (docs/adr/0010-ledger-signatures.md). Written and read as a
/// verifier key, <c>name+identifier+type and key in base 64</c>.
/// </summary>
public sealed class NoteKey
{
    /// <summary>C2SP signed-note's type for ECDSA: the identifier is the start of the SHA-256 of the key's SubjectPublicKeyInfo.</summary>
    private const byte EcdsaType = 0x02;

    /// <summary>The type for what has none assigned; a longer name follows.</summary>
    private const byte NamedType = 0xff;

    private const int MostKeyBytes = 200;
    private const int PointBytes = 64;
    private static readonly byte[] s_cosignature = "parley.example/ecdsa-p256-cosignature/v1\n"u8.ToArray();

    /// <summary>How the SubjectPublicKeyInfo of a key on P-256 begins, up to its uncompressed point.</summary>
    private static readonly byte[] s_p256 = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private readonly Lock _gate = new();
    private readonly byte[] _publicKey;
    private ECDsa? _key;

    private NoteKey(string name, bool cosigner, byte[] publicKey)
    {
        (Name, IsCosigner, _publicKey) = (name, cosigner, publicKey);
        KeyId = cosigner ? NamedId() : BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(publicKey));
    }

    /// <summary>The key's name: a ledger's origin, or a witness's name.</summary>
    public string Name { get; }

    /// <summary>True for a witness's key, whose signatures carry their time.</summary>
    public bool IsCosigner { get; }

    /// <summary>The key's identifier.</summary>
    public uint KeyId { get; }

    /// <summary>The key as a text for people and other programs (PEM).</summary>
    public string Pem => PemEncoding.WriteString("PUBLIC KEY", _publicKey);

    /// <summary>Makes a key of its SubjectPublicKeyInfo (DER).</summary>
    /// <exception cref="CryptographicException">It is not a key on P-256.</exception>
    public static NoteKey Of(string name, bool cosigner, ReadOnlySpan<byte> publicKey)
    {
        using ECDsa key = Import(publicKey);
        return new NoteKey(name, cosigner, key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Reads a verifier key; null when it is none of a kind that is known here.</summary>
    public static NoteKey? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('+', 3);
        byte[] data = new byte[MostKeyBytes];
        if (parts.Length != 3 || !NoteSignature.IsName(parts[0]) || !Convert.TryFromBase64String(parts[2], data, out int length) || length < 2)
        {
            return null;
        }

        bool cosigner = data[0] == NamedType && data.AsSpan(1, length - 1).StartsWith(s_cosignature);
        if (!cosigner && data[0] != EcdsaType)
        {
            return null;
        }

        try
        {
            NoteKey key = Of(parts[0], cosigner, data.AsSpan(1 + (cosigner ? s_cosignature.Length : 0), length - 1 - (cosigner ? s_cosignature.Length : 0)));
            return key.ToString() == text ? key : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether a signature line claims to be by this key.</summary>
    public bool Made(NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return signature.KeyId == KeyId && signature.Name == Name;
    }

    /// <summary>Whether a signature of this key over a text is good.</summary>
    public bool Verify(string text, NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Made(signature) || (IsCosigner && signature.Bytes.Length <= 8))
        {
            return false;
        }

        byte[] signed = IsCosigner ? Cosigned(text, BinaryPrimitives.ReadInt64BigEndian(signature.Bytes)) : Encoding.UTF8.GetBytes(text);
        lock (_gate)
        {
            _key ??= Import(_publicKey);
            return _key.VerifyData(signed, signature.Bytes.AsSpan(IsCosigner ? 8 : 0), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    /// <summary>When a cosignature says it was made, seconds since 1970.</summary>
    public static long TimeOf(NoteSignature cosignature)
    {
        ArgumentNullException.ThrowIfNull(cosignature);
        return BinaryPrimitives.ReadInt64BigEndian(cosignature.Bytes);
    }

    /// <summary>The verifier key.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{Convert.ToBase64String([.. TypeBytes(), .. _publicKey])}");

    /// <summary>What a witness signs: when, and the checkpoint (C2SP tlog-cosignature).</summary>
    internal static byte[] Cosigned(string text, long seconds) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));

    private static ECDsa Import(ReadOnlySpan<byte> publicKey)
    {
        // The platform's library has more forms and curves than one, and fails in more than one way on those it does not know.
        if (publicKey.Length != s_p256.Length + PointBytes || !publicKey.StartsWith(s_p256))
        {
            throw new CryptographicException("The key is not an ECDSA key on P-256.");
        }

        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private byte[] TypeBytes() => IsCosigner ? [NamedType, .. s_cosignature] : [EcdsaType];

    private uint NamedId() =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', .. TypeBytes(), .. _publicKey]));
}
