using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing.Comparison;

/// <summary>Compares what two editions give of one record type, role by role and organisation by organisation.</summary>
internal sealed class TypeComparison
{
    private static readonly Dictionary<string, HashSet<CellCondition>> Nothing = [];

    private readonly RecordType _type;
    private readonly PermissionTable? _before;
    private readonly PermissionTable? _after;
    private readonly IReadOnlyList<string> _receiversBefore;
    private readonly IReadOnlyList<string> _receiversAfter;
    private readonly IReadOnlyList<string> _roles;
    private readonly IReadOnlyList<string> _markings;

    public TypeComparison(AgreementDefinition? earlier, AgreementDefinition? later, LoadedWorkspace workspace, RecordType type)
    {
        _type = type;
        _before = earlier is null ? null : new PermissionTable(earlier);
        _after = later is null ? null : new PermissionTable(later);
        _receiversBefore = Receivers(earlier, workspace);
        _receiversAfter = Receivers(later, workspace);
        _roles =
        [
            .. (_before?.Roles(type) ?? []).Union(_after?.Roles(type) ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal), PermissionTable.AnyOther,
        ];
        _markings = workspace.Dictionary.CodeLists.TryGetValue("marking", out CodeList? list) ? [.. list.Entries.Select(e => e.Code)] : [];
    }

    /// <summary>The changes, equal ones of several organisations and roles told once.</summary>
    public IEnumerable<AgreementChange> Changes()
    {
        // Organisation, role, kind, what is said beside the attributes; and the attributes of which it is said.
        IEnumerable<(string Organisation, string Role, ChangeKind Kind, string Detail, string Attributes)> rows =
            _receiversBefore.Union(_receiversAfter, StringComparer.Ordinal).SelectMany(o => _roles.SelectMany(r => Rows(o, r)));
        var byRole = rows
            .GroupBy(r => (r.Organisation, r.Kind, r.Detail, r.Attributes))
            .Select(g => (g.Key, Roles: string.Join(", ", g.Select(r => r.Role))));
        return byRole
            .GroupBy(r => (r.Key.Kind, r.Key.Detail, r.Key.Attributes, r.Roles))
            .OrderBy(g => g.Key.Kind)
            .Select(g => Change(g.Key.Kind, g.Key.Detail, g.Key.Attributes.Split(", "), g.Key.Roles.Split(", "), [.. g.Select(r => r.Key.Organisation)]));
    }

    private IEnumerable<(string, string, ChangeKind, string, string)> Rows(string organisation, string role)
    {
        IReadOnlyDictionary<string, HashSet<CellCondition>> before = _receiversBefore.Contains(organisation) ? _before!.Cell(_type, role) : Nothing;
        IReadOnlyDictionary<string, HashSet<CellCondition>> after = _receiversAfter.Contains(organisation) ? _after!.Cell(_type, role) : Nothing;
        string[] gained = [.. _type.Attributes.Select(a => a.Name).Where(a => after.ContainsKey(a) && !before.ContainsKey(a))];
        string[] lost = [.. _type.Attributes.Select(a => a.Name).Where(a => before.ContainsKey(a) && !after.ContainsKey(a))];
        if (gained.Length > 0)
        {
            yield return (organisation, role, ChangeKind.Gain, "", string.Join(", ", gained));
        }

        if (lost.Length > 0)
        {
            yield return (organisation, role, ChangeKind.Loss, "", string.Join(", ", lost));
        }

        foreach (var group in before.Keys.Where(after.ContainsKey).Where(a => !before[a].SetEquals(after[a]))
            .GroupBy(a => (Kind: Direction(before[a], after[a]), Detail: $"{Words(before[a])} became {Words(after[a])}")))
        {
            yield return (organisation, role, group.Key.Kind, group.Key.Detail, string.Join(", ", group));
        }
    }

    // Several permissions for one attribute add up: one more lets through more, one less lets through less.
    private ChangeKind Direction(HashSet<CellCondition> before, HashSet<CellCondition> after) =>
        before.IsSubsetOf(after) ? ChangeKind.Loosened
        : after.IsSubsetOf(before) ? ChangeKind.Tightened
        : before.Count == 1 && after.Count == 1 ? after.Single().After(before.Single(), m => _markings.ToList().IndexOf(m))
        : ChangeKind.Changed;

    private AgreementChange Change(ChangeKind kind, string detail, string[] attributes, string[] roles, string[] organisations)
    {
        string who = string.Join(", ", organisations);
        string role = roles.Length == _roles.Count ? "in any role"
            : string.Join(" and ", new[]
            {
                roles.Any(r => r != PermissionTable.AnyOther) ? $"as {string.Join(", ", roles.Where(r => r != PermissionTable.AnyOther))}" : null,
                roles.Contains(PermissionTable.AnyOther) ? "in any other role" : null,
            }.OfType<string>());
        string what = $"{_type.Name} {role}: {string.Join(", ", attributes)}";
        string verb = organisations.Length == 1 ? "s" : "";
        return new AgreementChange(kind, kind switch
        {
            ChangeKind.Gain => $"{who} gain{verb} of {what}",
            ChangeKind.Loss => $"{who} lose{verb} of {what}",
            _ => $"the condition for {who} on {what}: {detail}",
        })
        {
            Organisations = organisations,
            Record = _type.Name,
            Roles = roles.Length == _roles.Count ? [] : [.. roles.Where(r => r != PermissionTable.AnyOther)],
            Attributes = attributes,
        };
    }

    private static string Words(HashSet<CellCondition> conditions) =>
        string.Join("; or ", conditions.Select(c => $"'{c}'").Order(StringComparer.Ordinal));

    private static IReadOnlyList<string> Receivers(AgreementDefinition? agreement, LoadedWorkspace workspace) =>
        agreement is null ? [] : AgreementParties.Of(agreement, workspace.Organisations, workspace.Groups).Receivers;
}
