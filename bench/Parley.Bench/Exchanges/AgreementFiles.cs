using System.Globalization;
using System.Security.Cryptography;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Signatures;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Bench.Exchanges;

/// <summary>
/// Makes the bench's workspace one of two organisations: the recipient becomes an ambulance service's, and as many agreements as asked for, signed by both with
/// keys of this run, permit what the messages carry.
/// </summary>
internal static class AgreementFiles
{
    /// <summary>The organisation that the agreements give to.</summary>
    public const string Agency = "wexshire-ambulance";

    /// <summary>The purpose of all of them.</summary>
    public const string Purpose = "emergency-response";

    private const string Force = "wexshire-police";
    private const string Key = "bench";

    // Days on which the files hold whenever the bench runs.
    private static readonly DateOnly s_signed = new(2026, 1, 1);

    public static void Write(string folder, int count)
    {
        using var force = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var agency = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        WriteOrganisation(folder, Force, "Wexshire Police", "kind: force\nnation: england", force);
        WriteOrganisation(folder, Agency, "Wexshire Ambulance Service", "kind: agency\nnation: england", agency);
        var system = Path.Combine(folder, "systems", "records", "system.yaml");
        var text = File.ReadAllText(system)
            .Replace("organisation: " + Force, "organisation: " + Agency, StringComparison.Ordinal)
            .Replace("    from: [control]", "    from: [control]\n    purpose: " + Purpose + "\n    reason: An incident that needs both services", StringComparison.Ordinal);
        File.WriteAllText(system, text);

        var agreements = Directory.CreateDirectory(Path.Combine(folder, "agreements")).FullName;
        for (var i = 1; i <= count; i++)
        {
            File.WriteAllText(Path.Combine(agreements, Id(i) + ".yaml"), Agreement(i));
        }

        foreach (var standing in Read(folder).Agreements.Values)
        {
            Sign(agreements, standing.Agreement, Force, force);
            Sign(agreements, standing.Agreement, Agency, agency);
        }
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"bench-{number:D4}");

    public static LoadedWorkspace Read(string folder)
    {
        IssueSink issues = new();
        var workspace = WorkspaceReader.Read(WorkspaceFolder.Load(folder, issues), issues, name => name == "PARLEY_BENCH_RECIPIENT" ? "http://127.0.0.1:1/" : "bench");
        return workspace is not null && !issues.HasErrors
            ? workspace
            : throw new InvalidOperationException("The bench's workspace has faults: " + string.Join("; ", issues.Issues.Select(i => $"{i.Code}: {i.Message}")));
    }

    private static void Sign(string folder, AgreementDefinition agreement, string organisation, ECDsa key) =>
        File.WriteAllText(Path.Combine(folder, $"{agreement.Id}.{organisation}.jws"), AgreementSignatures.Sign(agreement, organisation, Key, key, s_signed) + "\n");

    private static void WriteOrganisation(string folder, string id, string name, string facts, ECDsa key)
    {
        var pem = string.Join('\n', key.ExportSubjectPublicKeyInfoPem().Split('\n').Select(line => "      " + line));
        var text = $"organisation: {id}\nname: {name}\n{facts}\ncountry: GBR\ncontact: data.protection@{id}.example\n"
            + $"keys:\n  - id: {Key}\n    from: 2026-01-01\n    public-key: |\n{pem}\n";
        File.WriteAllText(Path.Combine(folder, "organisations", id + ".yaml"), text);
    }

    // Each permits all of it under its own identifier, so that the plan has every agreement to combine and nothing is withheld.
    private static string Agreement(int number) => $$"""
        agreement: {{Id(number)}}
        title: Incidents of the bench, {{number}}
        parties:
          - { organisation: {{Force}}, gives: true, contact: data.protection@{{Force}}.example }
          - { organisation: {{Agency}}, receives: true, contact: data.protection@{{Agency}}.example }
        purpose: {{Purpose}}
        objectives: The same incident is sent as within one organisation.
        regime: general
        basis: vital-interests
        gateways: [common-law, gdpr-6-1-d, gdpr-9-2-g]
        sensitive-conditions: ["3"]
        permit:
          - { records: [Incident], attributes: [grade, reference, reportedAt, narrative] }
          - { records: [Person], attributes: [gender, familyName, givenNames, dateOfBirth] }
          - { records: [Telephone], attributes: [type, number] }
          - { records: [Location], attributes: [addressText, postcode, position] }
          - { records: [Vehicle], attributes: [colour, registration, make, model] }
          - { records: [LogEntry], attributes: [loggedAt, author, text] }
        highest-marking: OFFICIAL-SENSITIVE
        onward: { permitted: false }
        retention: P1Y
        frequency: as it happens
        liability: Each party is a controller of its own and answers for what it does with the data.
        governance:
          rights: Each party answers requests about what it holds within one month and tells the others.
          accuracy: Corrections and withdrawals are passed on and confirmed within one working day.
          security: Vetted or trained staff only; access is logged and looked over each quarter.
          breach: The other parties are told within 24 hours.
          deletion: What is no longer needed is erased, and the erasure confirmed in writing.
          termination: Three months' notice in writing, or at once where the law asks for it.
        dpia: WX-DPIA-2026-07
        start: 2026-01-01
        review: 2035-06-30
        end: 2035-12-31

        """;
}
