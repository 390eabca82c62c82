using System.Text;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Reading;
using Parley.Engine.Sharing.Signatures;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads the files of <c>agreements/</c>: agreements, the signatures beside them, and what stops them.</summary>
internal sealed class AgreementFiles(ReadContext context, SharingContext sharing)
{
    private const string Folder = "agreements/";
    private const string StateEnding = ".state.yaml";
    private const string SignatureEnding = ".jws";

    /// <summary>Reads all agreements with what is known of each.</summary>
    public IReadOnlyDictionary<string, AgreementStanding> Read()
    {
        Dictionary<string, AgreementStanding> standings = new(StringComparer.Ordinal);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (string path in context.YamlIn(Folder).Where(p => !p.EndsWith(StateEnding, StringComparison.Ordinal)))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (context.Map(path) is { } map && new AgreementReader(sharing, map).Read(name) is { } agreement)
            {
                standings[agreement.Id] = Standing(agreement);
            }

            if (!names.Add(name))
            {
                context.Issues.Add(WorkspaceIssues.Duplicate, $"the agreement '{name}' stands in two files", new SourcePosition(path, 1, 1));
            }
        }

        ReportStrays(names);
        return standings;
    }

    private AgreementStanding Standing(AgreementDefinition agreement)
    {
        AgreementParties parties = AgreementParties.Of(agreement, sharing.Organisations, sharing.Groups);
        List<SignatureCheck> signatures = [];
        foreach (string path in context.Paths.Where(p => SignatureOf(p)?.Agreement == agreement.Id))
        {
            SignatureCheck check = Signature(path, agreement, parties, SignatureOf(path)!.Value.Organisation);
            signatures.Add(check);
            if (check.Fault is { } fault)
            {
                context.Issues.Add(fault, check.Message, new SourcePosition(path, 1, 1));
            }
        }

        string[] signed = [.. signatures.Where(s => s.Counts).Select(s => s.Organisation).Order(StringComparer.Ordinal)];
        return new AgreementStanding(agreement, signed, [.. parties.All.Except(signed, StringComparer.Ordinal)], Stop(agreement, parties))
        {
            Signatures = signatures,
        };
    }

    private SignatureCheck Signature(string path, AgreementDefinition agreement, AgreementParties parties, string organisation)
    {
        if (!parties.All.Contains(organisation, StringComparer.Ordinal))
        {
            context.TryUse(path, out _);
            return new SignatureCheck(organisation, null, null, null, AgreementIssues.NoParty, $"'{organisation}' is no party of '{agreement.Id}'");
        }

        // A signature is ASCII; whatever else the file holds is refused as no signature, and no reason to refuse the workspace.
        context.TryUse(path, out WorkspaceFile? file);
        return AgreementSignatures.Verify(Encoding.Latin1.GetString(file!.Content.Span), agreement, sharing.Organisations[organisation]);
    }

    private AgreementStop? Stop(AgreementDefinition agreement, AgreementParties parties)
    {
        string path = $"{Folder}{agreement.Id}{StateEnding}";
        return context.TryUse(path, out _) && context.Map(path) is { } map ? AgreementStopReader.Read(map, parties) : null;
    }

    private void ReportStrays(HashSet<string> names)
    {
        foreach (string path in context.Paths.Where(p => p.StartsWith(Folder, StringComparison.Ordinal)))
        {
            string? name = SignatureOf(path)?.Agreement
                ?? (path.EndsWith(StateEnding, StringComparison.Ordinal) ? path[Folder.Length..^StateEnding.Length] : null);
            if (name is not null && !names.Contains(name))
            {
                context.TryUse(path, out _);
                context.Issues.Add(AgreementIssues.OfNoAgreement, $"there is no agreement '{name}' beside this file", new SourcePosition(path, 1, 1));
            }
        }
    }

    // agreements/NAME.ORGANISATION.jws; neither name can hold a dot.
    private static (string Agreement, string Organisation)? SignatureOf(string path) =>
        path.StartsWith(Folder, StringComparison.Ordinal)
        && path.EndsWith(SignatureEnding, StringComparison.Ordinal)
        && path[Folder.Length..^SignatureEnding.Length].Split('.') is [{ } agreement, { } organisation]
            ? (agreement, organisation)
            : null;
}
