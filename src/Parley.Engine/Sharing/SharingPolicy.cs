using System.Collections.Concurrent;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing;

/// <summary>
/// All agreements and rules of sharing, ready to be asked. Immutable and thread-safe: what one pair of organisations needs for one purpose is
/// compiled when it is first asked for and kept until the day an agreement of the two changes its state. docs/reference/decisions.md states the rules.
/// </summary>
public sealed class SharingPolicy
{
    private readonly ConcurrentDictionary<PlanKey, PairPlan> _plans = new();
    private readonly PolicyParts _parts;

    private SharingPolicy(PolicyParts parts, IReadOnlyDictionary<string, AgreementStanding> agreements)
    {
        _parts = parts;
        Agreements = agreements;
    }

    /// <summary>The agreements by identifier, as the policy sees them.</summary>
    public IReadOnlyDictionary<string, AgreementStanding> Agreements { get; }

    /// <summary>The rules.</summary>
    public SharingRules Rules => _parts.Rules;

    /// <summary>Makes the policy of a workspace.</summary>
    /// <param name="workspace">Organisations, groups, rules and dictionary.</param>
    /// <param name="agreements">The agreements with their standing; those of the workspace when null.</param>
    public static SharingPolicy Of(LoadedWorkspace workspace, IReadOnlyDictionary<string, AgreementStanding>? agreements = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return Create(workspace.Organisations, workspace.Groups, agreements ?? workspace.Agreements, workspace.Sharing, workspace.Dictionary);
    }

    /// <summary>Makes a policy of its parts.</summary>
    public static SharingPolicy Create(
        IReadOnlyDictionary<string, OrganisationDefinition> organisations,
        IReadOnlyDictionary<string, GroupDefinition> groups,
        IReadOnlyDictionary<string, AgreementStanding> agreements,
        SharingRules rules,
        PoleDictionary dictionary)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        ArgumentNullException.ThrowIfNull(agreements);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(dictionary);
        MarkingRanks ranks = new(dictionary);
        PolicyAgreement[] all = [.. agreements.Values
            .OrderBy(a => a.Agreement.Id, StringComparer.Ordinal)
            .Select(a => new PolicyAgreement(a, AgreementParties.Of(a.Agreement, organisations, groups), ranks))];
        TypeShape[] shapes = [.. dictionary.TypeList.Select(t =>
            new TypeShape(t, dictionary.RoleList.FirstOrDefault(r => r.IsDefault && ReferenceEquals(r.Type, t))?.Name, rules.Handling))];
        return new SharingPolicy(new PolicyParts(organisations, all, rules, ranks, shapes, dictionary.Version), agreements);
    }

    /// <summary>Decides what of a bundle may go. The bundle is not changed.</summary>
    public Decision Decide(SharingRequest request, Bundle bundle)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(bundle);
        PairPlan plan = PlanOf(request);
        return RefusalOf(request, plan) is IssueCode code
            ? new Decision { Refusal = code, Level = plan.Level, Terms = plan.Terms, Purpose = request.Purpose, Regime = plan.Regime }
            : DecisionRun.Decide(plan, request, bundle);
    }

    /// <summary>Explains what would go, attribute by attribute, and why not the rest. For the owner of the data only.</summary>
    public Explanation Explain(SharingRequest request, Bundle bundle)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(bundle);
        return Explainer.Explain(PlanOf(request), request, bundle);
    }

    /// <summary>Whether agreements that a disclosure rested on are all in force with the same text.</summary>
    /// <param name="agreements">As <see cref="DecisionBasis.Text"/> gives them; null for none.</param>
    /// <param name="day">The day.</param>
    public bool Stand(string? agreements, DateOnly day)
    {
        foreach (Range range in (agreements ?? "").AsSpan().Split(' '))
        {
            ReadOnlySpan<char> name = agreements.AsSpan()[range];
            if (!name.IsEmpty && !Stands(name, day))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// One number for all that a request would be decided by today beside the data. A decision with the same <see cref="Decision.Terms"/> still stands; one with another
    /// is to be taken anew.
    /// </summary>
    public long TermsOf(SharingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PlanOf(request).Terms;
    }

    /// <summary>Whether an organisation is bound by an agreement, by itself or by a group.</summary>
    public bool IsParty(string agreement, string organisation) =>
        _parts.Agreements.FirstOrDefault(a => a.Agreement.Id == agreement)?.Binds(organisation) == true;

    /// <summary>The plan that a request falls under.</summary>
    internal PairPlan PlanOf(SharingRequest request)
    {
        PlanKey key = PlanKey.Of(request);
        if (_plans.TryGetValue(key, out PairPlan? plan) && plan.HoldsOn(request.Day))
        {
            return plan;
        }

        plan = new PairCompiler(_parts, key, request.Day).Compile();
        if (!request.Supposed && plan.Refusal != SharingIssues.UnknownOrganisation && plan.Refusal != SharingIssues.NoPurpose)
        {
            // Names that nobody defined are not kept: they come from callers, and there is no end of them.
            _plans[key] = plan;
        }

        return plan;
    }

    /// <summary>Why a request as such is refused, before any record is looked at; null when it is not.</summary>
    internal static IssueCode? RefusalOf(SharingRequest request, PairPlan plan) =>
        plan.Refusal is IssueCode code ? code
        : request.Person is not null && request.Roles.Count == 0 ? SharingIssues.NoRole
        : request.Person is not null && plan.ReasonAsked && string.IsNullOrWhiteSpace(request.Reason) ? SharingIssues.NoReason
        : null;

    private bool Stands(ReadOnlySpan<char> name, DateOnly day)
    {
        int at = name.IndexOf('@');
        return at > 0
            && Agreements.TryGetValue(name[..at].ToString(), out AgreementStanding? standing)
            && standing.Agreement.Hash.AsSpan().StartsWith(name[(at + 1)..], StringComparison.Ordinal)
            && standing.On(day) == AgreementState.InForce;
    }
}
