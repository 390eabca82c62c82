using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing.Reading;

/// <summary>Checks what only the whole of an agreement can show.</summary>
internal sealed class AgreementChecks(SharingContext context, YamlMap file, AgreementDefinition agreement)
{
    // Classes of which an agreement that permits them asks for an impact assessment: they are sensitive by nature, or may hold anything.
    private static readonly string[] WeightyClasses = ["health", "biometric", "criminal-record", "intelligence", "narrative", "financial"];

    private readonly AgreementParties _parties = AgreementParties.Of(agreement.Parties, context.Organisations, context.Groups);

    /// <summary>Runs all checks.</summary>
    public void Run()
    {
        CheckParties();
        CheckDates();
        CheckRegime();
        CheckTransfer();
        CheckMarkings();
        CheckSensitive();
        CheckProhibitions();
        CheckSaid();
    }

    private void CheckParties()
    {
        // A name that no file defines has been reported; who is bound is then not known.
        bool known = agreement.Parties.All(p => context.Organisations.ContainsKey(p.Organisation ?? "") || context.Groups.ContainsKey(p.Group ?? ""));
        if (known && !_parties.Pairs().Any())
        {
            At("parties", AgreementIssues.NobodyTo, _parties.Givers.Count == 0 ? "no party gives"
                : _parties.Receivers.Count == 0 ? "no party receives" : "the only party that gives is the only one that receives");
        }
    }

    private void CheckDates()
    {
        if (agreement.End == default || agreement.Start == default || agreement.Review == default)
        {
            return;
        }

        if (agreement.End < agreement.Start)
        {
            At("end", AgreementIssues.Dates, $"the last day {agreement.End:yyyy-MM-dd} is before the first, {agreement.Start:yyyy-MM-dd}");
        }
        else if (agreement.Review <= agreement.Start || agreement.Review > agreement.End)
        {
            At("review", AgreementIssues.Dates, $"the review {agreement.Review:yyyy-MM-dd} is not between the first day and the last");
        }
    }

    private void CheckRegime()
    {
        bool task = agreement.Basis == "law-enforcement-task";
        if ((agreement.Regime == "law-enforcement" && agreement.Basis is not ("" or "consent") && !task) || (agreement.Regime == "general" && task))
        {
            At("basis", AgreementIssues.BasisOfOtherRegime, $"'{agreement.Basis}' is no basis under '{agreement.Regime}'");
        }

        if (context.Rules.Purposes.TryGetValue(agreement.Purpose, out PurposeDefinition? purpose) && agreement.Regime.Length > 0 && purpose.Regime != agreement.Regime)
        {
            At("regime", AgreementIssues.OtherRegime, $"the purpose '{agreement.Purpose}' falls under '{purpose.Regime}', the agreement stands under '{agreement.Regime}'");
        }

        string[] others = [.. _parties.Receivers.Where(r => context.Organisations[r].Regime != agreement.Regime)];
        if (agreement.Regime == "law-enforcement" && others.Length > 0)
        {
            At("regime", AgreementIssues.OtherRegime, $"{string.Join(", ", others)} would receive under law enforcement, and does not process under it");
        }
    }

    private void CheckTransfer()
    {
        string[] abroad = [.. _parties.Pairs()
            .Where(p => Levels.Between(context.Organisations[p.From], context.Organisations[p.To]) == ExchangeLevel.International)
            .Select(p => $"from {p.From} to {p.To}")];
        if (agreement.Transfer is null)
        {
            if (abroad.Length > 0 && context.Rules.Levels[ExchangeLevel.International].TransferBasis)
            {
                At("parties", AgreementIssues.NoTransfer, $"data would go abroad ({abroad[0]}) and 'transfer' is missing");
            }

            return;
        }

        if (abroad.Length == 0)
        {
            At("transfer", AgreementIssues.NeedlessTransfer, "no data goes abroad under this agreement");
        }

        foreach (string fault in TransferFaults(agreement.Transfer))
        {
            At("transfer", AgreementIssues.TransferRecord, fault);
        }
    }

    private static IEnumerable<string> TransferFaults(TransferDefinition transfer)
    {
        if (transfer.Basis is not ("adequacy" or "") && transfer.Justification.Length == 0)
        {
            yield return $"a transfer on the basis '{transfer.Basis}' needs its justification";
        }

        if (transfer.Basis is not ("adequacy" or "") && transfer.Assessed is null)
        {
            yield return $"a transfer on the basis '{transfer.Basis}' needs the day of its assessment under 'assessed'";
        }

        if (transfer.RelevantAuthority == (transfer.Basis == "not-relevant-authority"))
        {
            yield return transfer.RelevantAuthority
                ? "the basis is 'not-relevant-authority', and the recipient is said to be one: write relevant-authority: false"
                : "the recipient is no relevant authority: only the basis 'not-relevant-authority' (section 77) will do";
        }
    }

    private void CheckMarkings()
    {
        IReadOnlyList<string> order = context.Codes("marking");
        IReadOnlyList<YamlMap> maps = Maps("permit");
        for (int i = 0; i < maps.Count; i++)
        {
            if (agreement.Grants[i].HighestMarking is { } marking && Rank(order, marking) > Rank(order, agreement.HighestMarking))
            {
                maps[i].Find("highest-marking")!.Report(AgreementIssues.MarkingAbove, $"{marking} is above the agreement's {agreement.HighestMarking}");
            }
        }
    }

    private void CheckSensitive()
    {
        IReadOnlyList<YamlMap> maps = Maps("permit");
        bool weighty = false;
        for (int i = 0; i < maps.Count; i++)
        {
            GrantDefinition grant = agreement.Grants[i];
            AttributeDefinition[] all = [.. Types(grant.Records).SelectMany(t => PermittedAttributes.Of(grant, t))];
            weighty |= all.Any(a => (a.Protected && agreement.SensitiveConditions.Count > 0) || WeightyClasses.Contains(a.DataClass));
            if (agreement.SensitiveConditions.Count == 0)
            {
                ReportSensitive(maps[i], grant, [.. all.Where(a => a.Protected)]);
            }
        }

        if (weighty && string.IsNullOrWhiteSpace(agreement.Dpia))
        {
            At("dpia", AgreementIssues.NoDpia, "sensitive data goes under this agreement, and no impact assessment is named");
        }
    }

    // What is named is meant, and cannot be had: an error. What only a class brings along is left out, and said.
    private static void ReportSensitive(YamlMap map, GrantDefinition grant, AttributeDefinition[] sensitive)
    {
        foreach (YamlScalar item in NameList.Items(map, "attributes").Where(i => sensitive.Any(a => a.Name == i.Text)))
        {
            item.Report(AgreementIssues.Sensitive, $"'{item.Text}' is protected, and the agreement names no condition for sensitive processing");
        }

        string[] byClass = [.. sensitive.Select(a => a.Name).Where(a => !grant.Attributes.Contains(a, StringComparer.Ordinal)).Distinct()];
        if (byClass.Length > 0)
        {
            YamlNode place = map.Find("classes")!;
            place.Issues.Add(new Issue(AgreementIssues.Sensitive, $"left out of the classes as protected, for want of a condition for sensitive processing: {string.Join(", ", byClass)}")
            {
                Position = place.Position,
                Severity = Severity.Warning,
            });
        }
    }

    private void CheckProhibitions()
    {
        IReadOnlyList<YamlMap> maps = Maps("forbid");
        for (int i = 0; i < maps.Count; i++)
        {
            ProhibitionDefinition prohibition = agreement.Prohibitions[i];
            if (prohibition.Where is null && agreement.Grants.FirstOrDefault(g => TakesBack(prohibition, g)) is { } grant)
            {
                maps[i].Report(
                    AgreementIssues.TakenBack, $"this takes back all that the permission of line {grant.Position.Line} gives of {string.Join(", ", grant.Records)}");
            }
        }
    }

    private bool TakesBack(ProhibitionDefinition prohibition, GrantDefinition grant) =>
        Types(grant.Records).Any()
        && Covers(prohibition.Roles, grant.Roles)
        && Covers(prohibition.Subjects, grant.Subjects)
        && Types(grant.Records).All(t => !PermittedAttributes.Of(grant, t).Except(PermittedAttributes.Of(prohibition, t)).Any());

    private static bool Covers(IReadOnlyList<string>? all, IReadOnlyList<string>? some) =>
        all is null || (some is not null && some.All(s => all.Contains(s, StringComparer.Ordinal)));

    private void CheckSaid()
    {
        List<string> missing = [];
        Ask("objectives", agreement.Objectives);
        Ask("gateways", string.Concat(agreement.Gateways));
        Ask("frequency", agreement.Frequency);
        Ask("liability", agreement.Liability);
        missing.AddRange(agreement.Parties.Where(p => p.Contact.Length == 0).Select(p => $"contact of {p.Organisation ?? p.Group}"));
        missing.AddRange(AgreementReader.GovernanceItems.Where(i => !agreement.Governance.ContainsKey(i.Key)).Select(i => $"governance: {i.Key}"));
        if (missing.Count > 0)
        {
            file.Report(AgreementIssues.NotSaid, $"nothing is said of: {string.Join(", ", missing)}");
        }

        if (agreement.StillToSay().ToArray() is { Length: > 0 } left)
        {
            file.Issues.Add(new Issue(AgreementIssues.NotSaid, $"still as in the draft: {string.Join(", ", left)}") { Position = file.Position, Severity = Severity.Warning });
        }

        void Ask(string key, string value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                missing.Add(key);
            }
        }
    }

    private static int Rank(IReadOnlyList<string> order, string marking) => order.ToList().IndexOf(marking);

    private IEnumerable<RecordType> Types(IReadOnlyList<string> records) =>
        records.Select(r => context.Dictionary.Types.GetValueOrDefault(r)).OfType<RecordType>();

    // Items that are no maps have been reported, and are in neither list.
    private IReadOnlyList<YamlMap> Maps(string key) => [.. (file.Find(key) as YamlList)?.Items.OfType<YamlMap>() ?? []];

    private void At(string key, IssueCode code, string message) => (file.Find(key) ?? file).Report(code, message);
}
