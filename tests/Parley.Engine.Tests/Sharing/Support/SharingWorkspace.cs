using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Signatures;
using Parley.Engine.Workspace;

namespace Parley.Engine.Tests.Sharing.Support;

/// <summary>A workspace of organisations and one agreement, over the built-in dictionary: sound until a test changes a file.</summary>
internal sealed class SharingWorkspace
{
    public const string Path = "agreements/wexshire-northmoor.yaml";

    public const string Agreement = """
        agreement: wexshire-northmoor
        title: Investigation of burglary across the border
        parties:
          - { organisation: wexshire-police, gives: true, receives: true, contact: data.protection@wexshire-police.example }
          - { organisation: northmoor-police, role: joint-controller, receives: true, contact: data.protection@northmoor-police.example }
        purpose: investigation
        objectives: Series of burglaries on both sides of the border are seen as one.
        regime: law-enforcement
        basis: law-enforcement-task
        gateways: [common-law]
        sensitive-conditions: ["1"]
        permit:
          - records: [Person]
            roles: [suspect-known, offender]
            subjects: [suspect]
            where: .links | any(.role == "suspect-of")
            attributes: [familyName, givenNames, dateOfBirth]
            classes: [description]
            except: [accent]
            highest-marking: OFFICIAL
          - records: [Vehicle]
            classes: [vehicle]
        forbid:
          - records: [Person]
            roles: [witness]
            reason: Witnesses are protected.
        highest-marking: OFFICIAL-SENSITIVE
        onward: { permitted: true, to: [forces] }
        retention: P6Y
        frequency: as it happens
        liability: Each party answers for its own processing.
        governance:
          rights: Each party answers requests about its own records within one month.
          accuracy: Corrections are told within one working day.
          security: Vetted staff only, trained each year.
          breach: The other party is told within 24 hours.
          deletion: What is no longer needed is erased and the erasure confirmed.
          termination: Three months' notice in writing.
        dpia: DPIA-2026-014
        start: 2026-01-01
        review: 2026-12-01
        end: 2027-12-31
        """;

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal)
    {
        ["parley.yaml"] = "installation: Wexshire\norganisation: wexshire-police\ndictionary: \"2026.1\"\n",
        ["organisations/wexshire-police.yaml"] = "organisation: wexshire-police\nname: Wexshire Police\nkind: force\nnation: england\n",
        ["organisations/northmoor-police.yaml"] = "organisation: northmoor-police\nname: Northmoor Police\nkind: force\nnation: england\n",
        ["organisations/glenmoray-police.yaml"] = "organisation: glenmoray-police\nname: Glenmoray Police\nkind: force\nnation: scotland\n",
        ["organisations/haven.yaml"] = "organisation: haven\nname: Haven\nkind: charity\n",
        ["organisations/ruritania.yaml"] = "organisation: ruritania\nname: Ruritanian Police\nkind: foreign-partner\ncountry: RUR\nregime: law-enforcement\n",
        ["groups/forces.yaml"] = "group: forces\ntitle: Every force of England and Wales\nkinds: [force]\ncountries: [GBR]\nnations: [england, wales]\n",
        [Path] = Agreement,
    };

    public IssueSink Issues { get; } = new();

    public SharingWorkspace With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    public SharingWorkspace Without(string path)
    {
        _files.Remove(path);
        return this;
    }

    /// <summary>Replaces a part of the agreement, which must be there.</summary>
    public SharingWorkspace Edit(string old, string replacement)
    {
        string text = _files[Path];
        return text.Contains(old, StringComparison.Ordinal)
            ? With(Path, text.Replace(old, replacement, StringComparison.Ordinal))
            : throw new ArgumentException($"the agreement has no '{old}'", nameof(old));
    }

    /// <summary>Gives an organisation a key; more is put after it in the key's entry.</summary>
    public SharingWorkspace WithKey(string organisation, ECDsa key, string id = "2026-1", string more = "")
    {
        string path = $"organisations/{organisation}.yaml";
        string pem = key.ExportSubjectPublicKeyInfoPem().ReplaceLineEndings("\n      ");
        return With(path, $"{_files[path]}keys:\n  - id: {id}\n    public-key: |\n      {pem}\n{more}");
    }

    /// <summary>Has a party sign the present text.</summary>
    public SharingWorkspace Sign(string organisation, ECDsa key, string id = "2026-1") =>
        With(SignaturePath(organisation), AgreementSignatures.Sign(Standing().Agreement, organisation, id, key, Day) + "\n");

    public static DateOnly Day { get; } = new(2026, 1, 5);

    public static string SignaturePath(string organisation) => $"agreements/wexshire-northmoor.{organisation}.jws";

    public string Text(string path) => _files[path];

    public LoadedWorkspace? Read()
    {
        Issues.Clear();
        return WorkspaceReader.Read([.. _files.Select(f => new WorkspaceFile(f.Key, Encoding.UTF8.GetBytes(f.Value)))], Issues);
    }

    /// <summary>The standing of the agreement in a workspace that must be sound.</summary>
    public AgreementStanding Standing() =>
        (Read() ?? throw new InvalidOperationException(string.Join("\n", Issues.Issues))).Agreements["wexshire-northmoor"];
}
