using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing.Signatures;

/// <summary>
/// Detached signatures over agreements: a JWS in compact form without its payload (RFC 7515 appendix F), ES256 (RFC 7518 section 3.4), the payload
/// being the canonical content (RFC 8785). Anyone with the agreement's file and the public key can check one with any JWS library.
/// </summary>
public static class AgreementSignatures
{
    // The order of the curve P-256: r and s are from 1 to below it (FIPS 186-5 section 6.4.2).
    private static readonly BigInteger Order =
        new(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);

    /// <summary>Signs an agreement.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="organisation">The party that signs.</param>
    /// <param name="keyId">The key's name in the organisation's file.</param>
    /// <param name="key">The private key, on the curve P-256.</param>
    /// <param name="signed">The day.</param>
    /// <returns>The content of the signature file, one line.</returns>
    public static string Sign(AgreementDefinition agreement, string organisation, string keyId, ECDsa key, DateOnly signed)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(key);
        string header = JwsText.Encode(new SignatureHeader(keyId, organisation, signed, agreement.Hash).ToBytes());
        byte[] signature = key.SignData(Input(header, agreement), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{header}..{JwsText.Encode(signature)}";
    }

    /// <summary>Checks one signature file against the present text of an agreement.</summary>
    /// <param name="jws">The file's content; a line end after it does not matter.</param>
    /// <param name="agreement">The agreement.</param>
    /// <param name="organisation">The organisation that the file's name gives, with its keys.</param>
    public static SignatureCheck Verify(string jws, AgreementDefinition agreement, OrganisationDefinition organisation)
    {
        ArgumentNullException.ThrowIfNull(jws);
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(organisation);
        string[] parts = jws.TrimEnd('\r', '\n').Split('.');
        if (parts is not [_, "", _] || !JwsText.TryDecode(parts[0], out byte[]? headerBytes) || !JwsText.TryDecode(parts[2], out byte[]? signature))
        {
            return Refused(organisation.Id, null, AgreementIssues.NotASignature, "the file is not a detached JWS: header, two dots, signature, each in base64url");
        }

        if (SignatureHeader.Read(headerBytes, out IssueCode code, out string message) is not { } header)
        {
            return Refused(organisation.Id, null, code, message);
        }

        (IssueCode Code, string Message)? fault = Fault(header, agreement, organisation, signature, parts[0]);
        return fault is { } found
            ? Refused(organisation.Id, header, found.Code, found.Message)
            : new SignatureCheck(organisation.Id, header.KeyId, header.Signed, header.Hash, null, "");
    }

    private static (IssueCode, string)? Fault(
        SignatureHeader header, AgreementDefinition agreement, OrganisationDefinition organisation, byte[] signature, string headerText)
    {
        if (header.Organisation != organisation.Id)
        {
            return (AgreementIssues.Header, $"the file is named after {organisation.Id}, and the header says that '{header.Organisation}' signed");
        }

        if (organisation.Keys.FirstOrDefault(k => k.Id == header.KeyId) is not { } key)
        {
            return (AgreementIssues.UnknownKey, $"{organisation.Id} has no key '{header.KeyId}'");
        }

        if (key.Revoked)
        {
            return (AgreementIssues.RevokedKey, $"the key '{key.Id}' of {organisation.Id} is revoked: nothing that it signed counts");
        }

        if (header.Signed < key.From || header.Signed > key.Until)
        {
            return (AgreementIssues.KeyNotValid, $"signed on {header.Signed:yyyy-MM-dd}, when the key '{key.Id}' of {organisation.Id} did not hold");
        }

        if (FormFault(signature) is { } form)
        {
            return (AgreementIssues.SignatureForm, form);
        }

        if (header.Hash != agreement.Hash)
        {
            return (AgreementIssues.Edited, $"{organisation.Id} signed the text {Short(header.Hash)}, and the present text is {Short(agreement.Hash)}");
        }

        return Fits(key, headerText, agreement, signature)
            ? null
            : (AgreementIssues.Forged, $"the signature is not that of the key '{key.Id}' of {organisation.Id} over this text");
    }

    private static string? FormFault(byte[] signature)
    {
        if (signature.Length != 64)
        {
            return signature.Length > 0 && signature[0] == 0x30 && signature.Length is >= 8 and <= 72
                ? "the signature value is DER; ES256 has two numbers of 32 bytes"
                : $"the signature value has {signature.Length} bytes, not 64";
        }

        return InRange(signature.AsSpan(0, 32)) && InRange(signature.AsSpan(32)) ? null : "a number of the signature value is zero or not below the order of the curve";
    }

    private static bool InRange(ReadOnlySpan<byte> number)
    {
        BigInteger value = new(number, isUnsigned: true, isBigEndian: true);
        return value > 0 && value < Order;
    }

    private static bool Fits(OrganisationKey key, string header, AgreementDefinition agreement, byte[] signature)
    {
        using ECDsa ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(key.PublicKey.Span, out _);
        return ecdsa.VerifyData(Input(header, agreement), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    // The signing input of RFC 7515 section 5.1: header and payload in base64url, joined by a dot.
    private static byte[] Input(string header, AgreementDefinition agreement) =>
        Encoding.ASCII.GetBytes($"{header}.{JwsText.Encode(CanonicalJson.Write(agreement.Content))}");

    private static SignatureCheck Refused(string organisation, SignatureHeader? header, IssueCode code, string message) =>
        new(organisation, header?.KeyId, header?.Signed, header?.Hash, code, message);

    private static string Short(string hash) => hash.Length <= 12 ? hash : hash[..12];
}
