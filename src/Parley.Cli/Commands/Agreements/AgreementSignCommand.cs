using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Cli.Sharing;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Signatures;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Commands.Agreements;

/// <summary><c>parley agreement sign</c>: a party signs the present text.</summary>
internal sealed class AgreementSignCommand : WorkspaceCommand
{
    private readonly Argument<string> _name = new("agreement") { Description = "The agreement" };
    private readonly Option<string> _organisation = new("--organisation", "-o") { Description = "The party that signs", HelpName = "name", Required = true };
    private readonly Option<string> _key = new("--key", "-k") { Description = "The file that holds the party's private key", HelpName = "file", Required = true };
    private readonly Option<DateOnly?> _date = AgreementInput.DateOption("The day that the signature is dated, such as 2026-01-01; not after today, and today when not given");

    public AgreementSignCommand()
        : base("sign", "Sign the present text of an agreement for a party")
    {
        Takes(_name, _organisation, _key, _date);
    }

    /// <inheritdoc/>
    public override string Details => """
        Writes agreements/NAME.ORGANISATION.jws: a detached ES256 signature over the agreement's canonical bytes. Comments and layout may change
        afterwards; any value that changes makes the agreement an unsigned one. The key must be one of those in the organisation's file, and hold on the
        day that the signature is dated. Read what is printed: that is what is signed.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley agreement sign wexshire-northmoor --organisation wexshire-police --key ~/keys/wexshire-2026.pem",
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, WorkspaceInput input, LoadedWorkspace workspace, Output output, CancellationToken cancellationToken)
    {
        AgreementStanding standing = AgreementInput.Find(workspace, parsed.GetValue(_name)!);
        AgreementDefinition agreement = standing.Agreement;
        OrganisationDefinition party = Party(workspace, agreement, parsed.GetValue(_organisation)!);
        if (agreement.StillToSay().ToArray() is { Length: > 0 } left)
        {
            throw new UsageException($"'{agreement.Id}' is still as in the draft in {string.Join(", ", left)}: nobody signs what nobody has said");
        }

        DateOnly today = AgreementInput.Today;
        DateOnly signed = parsed.GetValue(_date) ?? today;
        if (signed > today)
        {
            throw new UsageException("--date is still to come: nothing is signed in advance");
        }

        using ECDsa key = Read(parsed.GetValue(_key)!);
        OrganisationKey known = Known(party, key, signed);
        string path = Path.Combine(input.Root, "agreements", $"{agreement.Id}.{party.Id}.jws");
        OutputFile.Write(path, AgreementSignatures.Sign(agreement, party.Id, known.Id, key, signed) + "\n");
        if (output.Json)
        {
            output.JsonResult(new JsonObject
            {
                ["agreement"] = agreement.Id, ["organisation"] = party.Id, ["key"] = known.Id, ["hash"] = agreement.Hash, ["file"] = path,
            });
        }
        else
        {
            new AgreementPrinter(workspace, output).Print(WorkspaceInput.Read(input.Root, withSamples: false, null).Workspace!.Agreements[agreement.Id], today);
            output.Line($"signed for {party.Id} with the key {known.Id} over {agreement.Hash}");
        }

        output.Note($"written: {path}");
        return ExitCode.Ok;
    }

    private static OrganisationDefinition Party(LoadedWorkspace workspace, AgreementDefinition agreement, string name)
    {
        IReadOnlyList<string> parties = AgreementParties.Of(agreement, workspace.Organisations, workspace.Groups).All;
        return parties.Contains(name, StringComparer.Ordinal)
            ? workspace.Organisations[name]
            : throw new UsageException($"'{name}' is no party of '{agreement.Id}'{YamlForms.DidYouMean(name, parties)}; the parties are {string.Join(", ", parties)}");
    }

    private static ECDsa Read(string path)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            // A public key imports as well; only a private one has this.
            key.ExportParameters(true);
            return key;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new UsageException($"the key's file cannot be read: {fault.Message}");
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new UsageException($"{path} holds no private key that 'parley key new' makes (unencrypted PEM, P-256)");
        }
    }

    private static OrganisationKey Known(OrganisationDefinition party, ECDsa key, DateOnly day)
    {
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        OrganisationKey known = party.Keys.FirstOrDefault(k => k.PublicKey.Span.SequenceEqual(publicKey))
            ?? throw new UsageException($"the key is none of {party.Id}'s: put its public part under keys in the organisation's file first");
        return known.Revoked ? throw new UsageException($"the key '{known.Id}' is revoked")
            : day < known.From || day > known.Until ? throw new UsageException($"the key '{known.Id}' does not hold on {day:yyyy-MM-dd}")
            : known;
    }
}
