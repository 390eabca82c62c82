using System.Text.RegularExpressions;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing.Reading;

/// <summary>Reads one agreement, with all that can be wrong with it at once. One reader belongs to one file.</summary>
internal sealed partial class AgreementReader(SharingContext context, YamlMap file)
{
    /// <summary>The items of the code of practice that an agreement says in words, under <c>governance</c>.</summary>
    public static readonly IReadOnlyList<(string Key, string Title)> GovernanceItems =
    [
        ("rights", "Access and individual rights"),
        ("accuracy", "Accuracy, and how corrections are told"),
        ("security", "Security and training"),
        ("breach", "What is done after a breach"),
        ("deletion", "How data is deleted or given back"),
        ("termination", "How the agreement is ended, and what follows"),
    ];

    private static readonly YamlForm<string> Retention = new("an ISO 8601 duration such as P6Y", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return Period().IsMatch(value) ? null : $"must be an ISO 8601 duration such as P6Y or P90D, not {s.Description}";
    }, AgreementIssues.BadRetention);

    /// <summary>Reads the agreement; what is missing is reported and left empty. Null when it has no identifier.</summary>
    /// <param name="name">The name that the file gives it; null when it may be any, as for a draft.</param>
    public AgreementDefinition? Read(string? name)
    {
        string? id = file.Required("agreement", YamlForms.Name);
        if (id is not null && name is not null && id != name)
        {
            file.Find("agreement")!.Report(AgreementIssues.FileName, $"the agreement '{id}' stands in a file named '{name}'");
        }

        AgreementDefinition agreement = Body(id ?? "");
        file.ReportUnknownKeys();
        new AgreementChecks(context, file, agreement).Run();
        return id is null ? null : agreement with { Hash = CanonicalJson.Hash(agreement.Content) };
    }

    private AgreementDefinition Body(string id)
    {
        string marking = NameList.One(file, "highest-marking", "marking", context.Codes("marking"), AgreementIssues.UnknownCode, "OFFICIAL");
        GrantReader grants = new(context);
        IReadOnlyList<AgreementParty> parties = new PartyReader(context).Read(file);
        OnwardDefinition onward = Onward();
        return new AgreementDefinition
        {
            Id = id,
            Title = file.Required("title", YamlForms.Text) ?? "",
            Parties = parties,
            Purpose = NameList.One(file, "purpose", "purpose", context.Rules.Purposes.Keys, AgreementIssues.UnknownPurpose),
            Objectives = file.Optional("objectives", YamlForms.AnyText, ""),
            Regime = NameList.One(file, "regime", "regime", context.Codes("legal-regime"), AgreementIssues.UnknownCode),
            Basis = NameList.One(file, "basis", "basis", context.Codes("lawful-basis"), AgreementIssues.UnknownCode),
            Gateways = Codes("gateways", "gateway", "statutory-gateway"),
            SensitiveConditions = Codes("sensitive-conditions", "condition for sensitive processing", "sensitive-condition"),
            Grants = [.. Rules("permit").Select(grants.Grant)],
            Prohibitions = [.. Rules("forbid").Select(grants.Prohibition)],
            HighestMarking = marking,
            Onward = onward,
            Retention = file.Required("retention", Retention) ?? "",
            Frequency = file.Optional("frequency", YamlForms.AnyText, ""),
            Liability = file.Optional("liability", YamlForms.AnyText, ""),
            Governance = Governance(),
            Dpia = file.Optional("dpia", YamlForms.AnyText, ""),
            Transfer = file.Map("transfer") is { } transfer ? Transfer(transfer) : null,
            ReasonRequired = file.Optional("reason-required", YamlForms.Bool, true),
            Start = file.Required("start", YamlForms.Date),
            Review = file.Required("review", YamlForms.Date),
            End = file.Required("end", YamlForms.Date),
            Content = AgreementContent.Of(file, Named(parties, onward)),
            Hash = "",
            Position = file.Position,
        };
    }

    private IEnumerable<GroupDefinition> Named(IReadOnlyList<AgreementParty> parties, OnwardDefinition onward) =>
        parties.Select(p => p.Group).Concat(onward.To).Select(n => context.Groups.GetValueOrDefault(n ?? "")).OfType<GroupDefinition>();

    // A permission that is not written is an agreement that permits nothing: said as any empty list is.
    private IReadOnlyList<YamlMap> Rules(string key)
    {
        IReadOnlyList<YamlMap> rules = file.Maps(key);
        if (key == "permit" && rules.Count == 0)
        {
            file.Report(AgreementIssues.EmptyList, "'permit' lists nothing: nothing is shared under this agreement");
        }

        return rules;
    }

    private IReadOnlyList<string> Codes(string key, string what, string list) =>
        NameList.Read(file, key, what, context.Codes(list), AgreementIssues.UnknownCode) ?? [];

    private OnwardDefinition Onward()
    {
        if (file.Map("onward") is not { } map)
        {
            return new OnwardDefinition(Permitted: false, []);
        }

        bool permitted = map.Required("permitted", YamlForms.Bool);
        IReadOnlyList<string> to = NameList.Read(map, "to", "organisation or group", context.Parties, AgreementIssues.UnknownParty) ?? [];
        map.ReportUnknownKeys();
        if (permitted != (to.Count > 0))
        {
            map.Report(AgreementIssues.Onward, permitted ? "onward sharing is permitted to nobody" : "'to' lists organisations, and onward sharing is not permitted");
        }

        return new OnwardDefinition(permitted, permitted ? to : []);
    }

    private TransferDefinition Transfer(YamlMap map)
    {
        TransferDefinition transfer = new()
        {
            Basis = NameList.One(map, "basis", "transfer basis", context.Codes("transfer-basis"), AgreementIssues.UnknownCode),
            Reference = map.Required("reference", YamlForms.Text) ?? "",
            Assessed = map.TryGet("assessed", YamlForms.Date, out DateOnly assessed) ? assessed : null,
            Justification = map.Optional("justification", YamlForms.AnyText, ""),
            RelevantAuthority = map.Optional("relevant-authority", YamlForms.Bool, true),
        };
        map.ReportUnknownKeys();
        return transfer;
    }

    private Dictionary<string, string> Governance()
    {
        Dictionary<string, string> said = new(StringComparer.Ordinal);
        if (file.Map("governance") is { } map)
        {
            foreach ((string key, string _) in GovernanceItems)
            {
                if (map.TryGet(key, YamlForms.Text, out string text))
                {
                    said[key] = text;
                }
            }

            map.ReportUnknownKeys();
        }

        return said;
    }

    [GeneratedRegex("^P(?=[0-9])(?:[0-9]{1,3}Y)?(?:[0-9]{1,3}M)?(?:[0-9]{1,3}W)?(?:[0-9]{1,4}D)?\\z")]
    private static partial Regex Period();
}
