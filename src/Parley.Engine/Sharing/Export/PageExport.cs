using Parley.Engine.Dictionary;
using Parley.Engine.Sharing.Reading;
using Parley.Engine.Sharing.Signatures;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing.Export;

/// <summary>Writes an agreement as a page for people to read, print and sign: every item that the data sharing code of practice asks for, in its order.</summary>
public static class PageExport
{
    private const string Style = """
        body{font:11pt/1.45 system-ui,sans-serif;color:#111;background:#fff;margin:0}
        main{max-width:60em;margin:2em auto;padding:0 1em}
        h1{font-size:1.6em;border-bottom:.15em solid #111}h2{font-size:1.15em;margin:1.6em 0 .4em;break-after:avoid}
        table{border-collapse:collapse;width:100%;margin:.4em 0}th,td{border:1px solid #777;padding:.35em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
        th{background:#eee}.terms th{width:14em}tr{break-inside:avoid}
        @media print{main{margin:0;max-width:none}th{print-color-adjust:exact}}
        """;

    /// <summary>The page as HTML, self-contained.</summary>
    /// <param name="standing">The agreement with what is known of it.</param>
    /// <param name="workspace">The workspace, for names and codes.</param>
    /// <param name="today">The day for which its state is told.</param>
    public static string Write(AgreementStanding standing, LoadedWorkspace workspace, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(workspace);
        AgreementDefinition agreement = standing.Agreement;
        Html html = new();
        html.Paragraph($"Data sharing agreement {agreement.Id}. State on {today:yyyy-MM-dd}: {Word(standing.On(today))}. Text {agreement.Hash}.");
        Parties(html, agreement, workspace);
        Why(html, agreement, workspace);
        What(html, agreement, workspace);
        Conditions(html, agreement, workspace);
        Governance(html, agreement);
        Signatures(html, standing, workspace);
        return html.Page(agreement.Title, Style);
    }

    private static void Parties(Html html, AgreementDefinition agreement, LoadedWorkspace workspace)
    {
        html.Heading("Who is bound");
        html.Table(["Party", "Role", "Gives", "Receives", "Point of contact"], agreement.Parties.Select(p => new[]
        {
            Name(p.Organisation ?? p.Group ?? "", workspace), p.Role, p.Gives ? "yes" : "no", p.Receives ? "yes" : "no", p.Contact,
        }));
    }

    private static void Why(Html html, AgreementDefinition agreement, LoadedWorkspace workspace)
    {
        PoleDictionary dictionary = workspace.Dictionary;
        html.Heading("Why, and by what law");
        html.Terms(
            ("Purpose", workspace.Sharing.Purposes.TryGetValue(agreement.Purpose, out PurposeDefinition? purpose) ? purpose.Title : agreement.Purpose),
            ("Objectives", agreement.Objectives),
            ("Legal regime", Label(dictionary, "legal-regime", agreement.Regime)),
            ("Lawful basis", Label(dictionary, "lawful-basis", agreement.Basis)),
            ("Statutory gateways", string.Join("; ", agreement.Gateways.Select(g => Label(dictionary, "statutory-gateway", g)))),
            ("Conditions for sensitive processing", string.Join("; ", agreement.SensitiveConditions.Select(c => $"Schedule 8 paragraph {c}: {Label(dictionary, "sensitive-condition", c)}"))),
            ("Impact assessment", agreement.Dpia));
        if (agreement.Transfer is { } transfer)
        {
            html.Heading("Transfer abroad");
            html.Terms(
                ("Basis", Label(dictionary, "transfer-basis", transfer.Basis)),
                ("Reference", transfer.Reference),
                ("Assessed", transfer.Assessed?.ToString("yyyy-MM-dd") ?? ""),
                ("Justification", transfer.Justification),
                ("Recipient is a relevant authority", transfer.RelevantAuthority ? "yes" : "no"));
        }
    }

    private static void What(Html html, AgreementDefinition agreement, LoadedWorkspace workspace)
    {
        html.Heading("What may be shared");
        html.Paragraph("What is not listed here is not shared.");
        html.Table(["Record", "In the role of", "Data subject", "Only where", "Attributes", "Highest marking"], agreement.Grants.SelectMany(g => Types(g.Records, workspace).Select(t => new[]
        {
            t.Name, List(g.Roles), List(g.Subjects), g.Where ?? "", string.Join(", ", PermittedAttributes.Of(agreement, g, t).Select(a => a.Name)), g.HighestMarking ?? agreement.HighestMarking,
        })));
        if (agreement.Prohibitions.Count > 0)
        {
            html.Heading("What may never be shared");
            html.Table(["Record", "In the role of", "Data subject", "Where", "Attributes", "Why"], agreement.Prohibitions.SelectMany(p => Types(p.Records, workspace).Select(t => new[]
            {
                t.Name, List(p.Roles), List(p.Subjects), p.Where ?? "",
                p.Attributes.Count + p.Classes.Count == 0 ? "the whole record" : string.Join(", ", PermittedAttributes.Of(p, t).Select(a => a.Name)), p.Reason,
            })));
        }
    }

    private static void Conditions(Html html, AgreementDefinition agreement, LoadedWorkspace workspace)
    {
        html.Heading("Conditions");
        html.Terms(
            ("Highest marking", agreement.HighestMarking),
            ("Frequency", agreement.Frequency),
            ("Retention by the recipient", agreement.Retention),
            ("Onward sharing", agreement.Onward.Permitted ? $"to {string.Join(", ", agreement.Onward.To.Select(n => Name(n, workspace)))}" : "not permitted"),
            ("Reason in words for every use", agreement.ReasonRequired ? "required" : "not required"),
            ("First day", $"{agreement.Start:yyyy-MM-dd}"),
            ("Review by", $"{agreement.Review:yyyy-MM-dd}"),
            ("Last day", $"{agreement.End:yyyy-MM-dd}"));
    }

    private static void Governance(Html html, AgreementDefinition agreement)
    {
        html.Heading("Governance");
        html.Terms([("Liability", agreement.Liability), .. AgreementReader.GovernanceItems.Select(i => (i.Title, agreement.Governance.GetValueOrDefault(i.Key, "")))]);
    }

    private static void Signatures(Html html, AgreementStanding standing, LoadedWorkspace workspace)
    {
        html.Heading("Signatures");
        if (standing.Stop is { } stop)
        {
            html.Paragraph($"{Word(stop.State)} from {stop.From:yyyy-MM-dd} by {stop.By}: {stop.Reason}");
        }

        html.Table(["Party", "By key", "Name", "Position", "Date", "Signature"], standing.SignedBy.Concat(standing.Missing).Order(StringComparer.Ordinal).Select(o =>
        {
            SignatureCheck? signed = standing.Signatures.FirstOrDefault(s => s.Counts && s.Organisation == o);
            return new[] { Name(o, workspace), signed is null ? "not yet" : $"{signed.KeyId}, {signed.Signed:yyyy-MM-dd}", "", "", "", "" };
        }));
    }

    private static string Name(string id, LoadedWorkspace workspace) =>
        workspace.Organisations.TryGetValue(id, out OrganisationDefinition? organisation) ? $"{organisation.Name} ({id})"
        : workspace.Groups.TryGetValue(id, out GroupDefinition? group)
            ? $"{(group.Title.Length == 0 ? id : group.Title)}: {string.Join(", ", Groups.Members(group, workspace.Organisations).Select(m => workspace.Organisations[m].Name))}"
            : id;

    private static string List(IReadOnlyList<string>? names) => names is null ? "any" : names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Label(PoleDictionary dictionary, string list, string code) =>
        dictionary.CodeLists.TryGetValue(list, out CodeList? codes) && codes.TryGet(code, out CodeEntry? entry) ? entry.Label : code;

    private static string Word(AgreementState state) => AgreementWords.Of(state);

    private static IEnumerable<RecordType> Types(IReadOnlyList<string> records, LoadedWorkspace workspace) =>
        records.Select(r => workspace.Dictionary.Types.GetValueOrDefault(r)).OfType<RecordType>();
}
