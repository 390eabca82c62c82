using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Parley.Cli.Sharing;
using Parley.Server.Operations;

namespace Parley.Cli.Commands.Agreements;

/// <summary><c>parley key new</c>: makes a private key in a file, and prints its public part.</summary>
internal sealed class KeyNewCommand : ParleyCommand
{
    private readonly Argument<string> _file = new("file") { Description = "Where the private key is written; it must not be there yet, nor lie in a workspace" };
    private readonly Option<string?> _id = new("--id") { Description = "What the key is called in the organisation's file; today's date when not given", HelpName = "name" };
    private readonly Option<DateOnly?> _from = AgreementInput.DateOption("The day from which the key holds, such as 2026-01-01; today when not given", "--from");

    public KeyNewCommand()
        : base("new", "Make a key: the private part into a file, the public part as YAML") =>
        Takes(_file, _id, _from);

    /// <inheritdoc/>
    public override string Details => """
        The private key (ECDSA on P-256, PKCS #8 in PEM) is written so that only you can read it, and is never shown. What is printed goes under 'keys:'
        in organisations/NAME.yaml. A workspace is kept in git and read by many: a private key never belongs there.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley key new ~/keys/wexshire-2026.pem --id 2026-1",
        "parley key new ~/keys/wexshire-2026.pem >> organisations/wexshire-police.yaml   when it has no keys yet",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string path = Path.GetFullPath(parsed.GetValue(_file)!);
        DateOnly now = AgreementInput.Today;
        DateOnly from = parsed.GetValue(_from) ?? now;
        string id = parsed.GetValue(_id) ?? $"{now:yyyy-MM-dd}";
        if (WorkspaceFolder.FindRoot(Path.GetDirectoryName(path)!) is { } root)
        {
            throw new UsageException($"{path} lies in the workspace {root}; keep private keys outside of it");
        }

        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(path, key.ExportPkcs8PrivateKeyPem());
        string publicKey = key.ExportSubjectPublicKeyInfoPem();
        if (output.Json)
        {
            output.JsonResult(new JsonObject { ["id"] = id, ["publicKey"] = publicKey, ["from"] = $"{from:yyyy-MM-dd}", ["privateKeyFile"] = path });
        }
        else
        {
            output.Line("keys:");
            output.Line($"  - id: {id}");
            output.Line($"    from: {from:yyyy-MM-dd}");
            output.Line("    public-key: |");
            foreach (string line in publicKey.Split('\n'))
            {
                output.Line($"      {line.TrimEnd('\r')}");
            }
        }

        output.Note($"the private key is in {path}; put the text above into the organisation's file");
        return Task.FromResult(ExitCode.Ok);
    }

    // Made with its mode, not given it afterwards: there is no moment in which another could open it.
    private static void Write(string path, string pem)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using StreamWriter writer = new(path, options);
            writer.Write(pem);
            writer.Write('\n');
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the private key cannot be written: {fault.Message}");
        }
    }
}
