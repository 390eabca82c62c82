using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Ledger;

/// <summary>The ledger's name, the keys that sign it, and the secret under which subjects are hashed.</summary>
internal sealed class LedgerIdentity : IDisposable
{
    private const string OwnKey = ".parley/ledger.key";
    private const string OwnSecret = ".parley/ledger-subjects.key";
    private const int SecretBytes = 32;

    private LedgerIdentity(string origin, IReadOnlyList<NoteSigner> signers, SubjectHasher subjects) =>
        (Origin, Signers, Subjects) = (origin, signers, subjects);

    /// <summary>The ledger's name.</summary>
    public string Origin { get; }

    /// <summary>The keys that sign; each signs every checkpoint.</summary>
    public IReadOnlyList<NoteSigner> Signers { get; }

    /// <summary>Hashes subjects.</summary>
    public SubjectHasher Subjects { get; }

    /// <summary>The name a ledger has in its checkpoints.</summary>
    public static string OriginOf(InstallationDefinition installation) =>
        installation.Ledger.Origin ?? "parley/" + string.Concat(installation.Name.Select(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+' ? '-' : c));

    /// <summary>Reads the keys; makes what the workspace does not name and is not there yet, readable by its owner alone.</summary>
    /// <exception cref="ServerStartException">A key cannot be used.</exception>
    public static LedgerIdentity Load(InstallationDefinition installation, Secrets secrets, ILogger log)
    {
        string origin = OriginOf(installation);
        IReadOnlyList<SecretReference> references = installation.Ledger.Keys;
        List<NoteSigner> signers = [];
        foreach (SecretReference reference in references)
        {
            signers.Add(Signer(origin, secrets.Find(reference), reference.ToString()));
        }

        if (signers.Count == 0)
        {
            string path = secrets.PathOf(OwnKey);
            signers.Add(Signer(origin, ReadOrMake(path, NoteSigner.NewPem, log), path));
        }

        SecretReference? secret = installation.Ledger.SubjectSecret;
        string? text = secret is null
            ? ReadOrMake(secrets.PathOf(OwnSecret), static () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)) + "\n", log).Trim()
            : secrets.Find(secret);
        return text is { Length: >= SecretBytes }
            ? new LedgerIdentity(origin, signers, new SubjectHasher(Encoding.UTF8.GetBytes(text)))
            : throw new ServerStartException($"{LedgerIssues.BadKey}: the ledger's subject secret {secret} is not there or shorter than {SecretBytes} characters.", null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NoteSigner signer in Signers)
        {
            signer.Dispose();
        }
    }

    private static NoteSigner Signer(string origin, string? pem, string place)
    {
        try
        {
            return NoteSigner.FromPem(origin, pem ?? throw new ArgumentException("it is not there"));
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            throw new ServerStartException($"{LedgerIssues.BadKey}: the ledger's key {place} is not there, or no private key ECDSA on P-256 in PEM.", failure);
        }
    }

    private static string ReadOrMake(string path, Func<string> make, ILogger log)
    {
        if (File.Exists(path))
        {
            return File.ReadAllText(path);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string text = make();
        using (FileStream file = OwnerFile.Open(path, new() { Mode = FileMode.CreateNew, Access = FileAccess.Write }))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        Log.LedgerKeyMade(log, path);
        return text;
    }
}
