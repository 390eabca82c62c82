using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing;

/// <summary>Compiles what the agreements say of one pair, purpose and day into a plan.</summary>
internal sealed class PairCompiler(PolicyParts parts, PlanKey key, DateOnly day)
{
    private const int MostRoles = 128;
    private const int MostSubjects = 31;

    private readonly Dictionary<string, UInt128> _roleBits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, uint> _subjectBits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WhereProgram> _programs = new(StringComparer.Ordinal);
    private readonly List<RejectedAgreement> _rejected = [];
    private DateOnly _from = DateOnly.MinValue;
    private DateOnly _until = DateOnly.MaxValue;
    private long _terms;

    public PairPlan Compile()
    {
        if (!parts.Organisations.TryGetValue(key.From, out OrganisationDefinition? owner)
            || !parts.Organisations.TryGetValue(key.To, out OrganisationDefinition? recipient))
        {
            return Refused(SharingIssues.UnknownOrganisation, null, null);
        }

        ExchangeLevel level = Levels.Between(owner, recipient);
        LevelRules rules = parts.Rules.Levels[level];
        if (!parts.Rules.Purposes.TryGetValue(key.Purpose, out PurposeDefinition? purpose))
        {
            return Refused(SharingIssues.NoPurpose, owner, recipient);
        }

        // Within one organisation agreements with others are looked at only where the rules ask for one; what its own forbids holds in any case.
        bool within = level == ExchangeLevel.Local && !rules.Agreement;
        List<PolicyAgreement> between = Between(a => !within || a.IsOwn);
        _terms = Terms(owner, recipient, rules, purpose, between);
        if (key.Emergency || (within && !rules.StandardFormat && !rules.TransferBasis))
        {
            return Open(owner, recipient, level, purpose, Forbidding(between));
        }

        if (rules.StandardFormat && !key.StandardFormat)
        {
            return Refused(SharingIssues.NoStandardFormat, owner, recipient);
        }

        return Agreed(owner, recipient, level, rules, purpose, between);
    }

    private long Terms(
        OrganisationDefinition owner, OrganisationDefinition recipient, LevelRules rules, PurposeDefinition purpose, List<PolicyAgreement> between)
    {
        PlanTerms terms = new PlanTerms().Add(key).Add(owner).Add(recipient).AddSet(parts.NamesBeside(owner)).Add(parts.Rules).Add(rules, purpose).Add(parts.Dictionary);
        foreach (PolicyAgreement agreement in between)
        {
            terms.Add(agreement, key, day);
        }

        return terms.Number();
    }

    private PairPlan Agreed(
        OrganisationDefinition owner,
        OrganisationDefinition recipient,
        ExchangeLevel level,
        LevelRules rules,
        PurposeDefinition purpose,
        List<PolicyAgreement> between)
    {
        List<PolicyAgreement> permitting = [.. between.Where(a => a.Gives(key.From) && a.Receives(key.To) && Permits(a, rules, purpose, owner, recipient))];
        List<PolicyAgreement> forbidding = Forbidding(between);
        if (permitting.Count == 0 && !rules.Agreement && !rules.TransferBasis)
        {
            return Open(owner, recipient, level, purpose, forbidding);
        }

        if (permitting.Count == 0)
        {
            // A basis for a transfer stands in an agreement and nowhere else.
            IssueCode code = _rejected.Count > 0 && _rejected.TrueForAll(r => r.Code == _rejected[0].Code) ? _rejected[0].Code
                : rules.Agreement ? SharingIssues.NoAgreement : SharingIssues.NoTransferBasis;
            return Refused(code, owner, recipient);
        }

        return Plan(owner, recipient, level, purpose, permitting, forbidding, null);
    }

    // At the local level roles and purpose are enough; in an emergency the named person answers for it. Markings above what goes by itself need saying.
    private PairPlan Open(
        OrganisationDefinition owner, OrganisationDefinition recipient, ExchangeLevel level, PurposeDefinition purpose, List<PolicyAgreement> forbidding) =>
        Plan(owner, recipient, level, purpose, [], forbidding, Condition.Always(parts.Ranks.Bound(parts.Rules.Handling.HighestLocalMarking)));

    private PairPlan Plan(
        OrganisationDefinition owner,
        OrganisationDefinition recipient,
        ExchangeLevel level,
        PurposeDefinition purpose,
        List<PolicyAgreement> permitting,
        List<PolicyAgreement> forbidding,
        Condition? open)
    {
        List<PolicyAgreement> all = [.. permitting.Union(forbidding).OrderBy(a => a.Agreement.Id, StringComparer.Ordinal)];
        Dictionary<RecordType, TypePlan> types = [];
        foreach (TypeShape shape in parts.Shapes)
        {
            TypePlanBuilder builder = new(shape, ConditionOf);
            if (open is { } always)
            {
                builder.Open(always);
            }

            foreach (PolicyAgreement agreement in permitting)
            {
                builder.Grant(agreement, all.IndexOf(agreement), key.To);
            }

            foreach (PolicyAgreement agreement in forbidding)
            {
                builder.Prohibit(agreement, all.IndexOf(agreement));
            }

            if (builder.Build() is TypePlan plan)
            {
                types.Add(shape.Type, plan);
            }
        }

        return new PairPlan
        {
            From = _from,
            Until = _until,
            Terms = _terms,
            Level = level,
            Purpose = purpose.Code,
            Regime = purpose.Regime,
            ReasonAsked = parts.Rules.Levels[level].Reason,
            Owner = owner,
            Recipient = recipient,
            Agreements = [.. all.Select(a => a.Agreement)],
            Rejected = _rejected,
            Types = types,
            RoleBits = _roleBits,
            SubjectBits = _subjectBits,
            SubjectOfRole = SubjectsOfRoles(),
            Restrictions = new RestrictionCheck(parts.Ranks, parts.Rules.Handling, owner, recipient, parts.NamesBeside(owner)),
        };
    }

    private PairPlan Refused(IssueCode code, OrganisationDefinition? owner, OrganisationDefinition? recipient) => new()
    {
        From = _from,
        Until = _until,
        Terms = _terms,
        Refusal = code,
        Purpose = key.Purpose,
        Level = owner is null || recipient is null ? default : Levels.Between(owner, recipient),
        Owner = owner,
        Recipient = recipient,
        Rejected = _rejected,
        Restrictions = null!,
    };

    // The agreements that bind both; the plan holds until one of them changes its state by date.
    private List<PolicyAgreement> Between(Func<PolicyAgreement, bool> counts)
    {
        List<PolicyAgreement> between = [.. parts.Agreements.Where(a => a.Binds(key.From) && a.Binds(key.To) && counts(a))];
        foreach (DateOnly change in between.SelectMany(a => a.Changes))
        {
            if (change <= day)
            {
                _from = change > _from ? change : _from;
            }
            else
            {
                _until = change.AddDays(-1) < _until ? change.AddDays(-1) : _until;
            }
        }

        return between;
    }

    // A suspended agreement permits nothing, but what it forbids stays forbidden: to suspend one must never show more.
    private List<PolicyAgreement> Forbidding(List<PolicyAgreement> between) =>
        [.. between.Where(a => a.Agreement.Prohibitions.Count > 0 && a.Standing.On(day) is AgreementState.InForce or AgreementState.Suspended)];

    private bool Permits(PolicyAgreement candidate, LevelRules rules, PurposeDefinition purpose, OrganisationDefinition owner, OrganisationDefinition recipient)
    {
        AgreementDefinition agreement = candidate.Agreement;
        AgreementState state = candidate.Standing.On(day);
        (IssueCode Code, string Why)? no = state != AgreementState.InForce ? (SharingIssues.NoAgreement, StateText(candidate, state))
            : agreement.Purpose != key.Purpose ? (SharingIssues.NoAgreement, $"it is for the purpose {agreement.Purpose}, not {key.Purpose}")
            : rules.TransferBasis && agreement.Transfer is null ? (SharingIssues.NoTransferBasis, "it names no basis for a transfer abroad")
            : parts.Rules.RegimesMustFit && RegimeFault(agreement, purpose, owner, recipient) is string fault ? (SharingIssues.RegimeDiffers, fault)
            : agreement.ReasonRequired && !key.HasReason ? (SharingIssues.NoReason, "every use under it needs a reason, and none was given")
            : null;
        if (no is { } found)
        {
            _rejected.Add(new RejectedAgreement(agreement, state, found.Code, found.Why));
        }

        return no is null;
    }

    private static string? RegimeFault(AgreementDefinition agreement, PurposeDefinition purpose, OrganisationDefinition owner, OrganisationDefinition recipient) =>
        agreement.Regime != purpose.Regime ? $"it stands under {agreement.Regime}, its purpose under {purpose.Regime}"
        : purpose.Regime == "law-enforcement" && recipient.Regime != "law-enforcement" ? $"{recipient.Id} does not process for law enforcement"
        : purpose.Regime != "law-enforcement" && owner.Regime == "law-enforcement" && agreement.Gateways.Count == 0
            ? "it names no statutory gateway by which data held for law enforcement may be used otherwise"
        : null;

    private static string StateText(PolicyAgreement candidate, AgreementState state) => state switch
    {
        AgreementState.Proposed => $"it is not signed by {string.Join(", ", candidate.Standing.Missing)}",
        AgreementState.Signed => $"it begins on {candidate.Agreement.Start:yyyy-MM-dd}",
        AgreementState.Suspended => $"it is suspended by {candidate.Standing.Stop?.By}",
        AgreementState.Withdrawn => $"it is withdrawn by {candidate.Standing.Stop?.By}",
        _ => candidate.Standing.Stop is { } stop ? $"it was ended by {stop.By}" : $"it ended on {candidate.Agreement.End:yyyy-MM-dd}",
    };

    private Condition ConditionOf(SharingClause clause, int? highest)
    {
        UInt128 roleBits = 0;
        uint subjectBits = 0;
        bool known = true;
        foreach (string role in clause.Roles ?? [])
        {
            known &= Bit(role, out UInt128 bit);
            roleBits |= bit;
        }

        foreach (string subject in clause.Subjects ?? [])
        {
            known &= SubjectBit(subject, out uint bit);
            subjectBits |= bit;
        }

        WhereProgram? program = null;
        if (clause.Where is string where && !_programs.TryGetValue(where, out program))
        {
            _programs.Add(where, program = WhereProgram.Compile(where));
        }

        // Beyond what the bits can tell apart a grant permits less, and a prohibition (which knows no marking) forbids more.
        bool widen = highest is null && !known;
        return new Condition(roleBits, clause.Roles is null || widen, subjectBits, clause.Subjects is null || widen, highest ?? int.MaxValue, program);
    }

    private Dictionary<string, uint> SubjectsOfRoles()
    {
        Dictionary<string, uint> subjects = new(StringComparer.Ordinal);
        if (_subjectBits.Count > 0)
        {
            foreach ((string role, string subject) in parts.Rules.Handling.SubjectOfRole)
            {
                // A category that no condition names is still one: the record is then none of the others.
                subjects[role] = _subjectBits.GetValueOrDefault(subject, 1u << 31);
            }
        }

        return subjects;
    }

    private bool Bit(string role, out UInt128 bit)
    {
        if (!_roleBits.TryGetValue(role, out bit) && _roleBits.Count < MostRoles)
        {
            bit = UInt128.One << _roleBits.Count;
            _roleBits.Add(role, bit);
        }

        return bit != 0;
    }

    // The highest bit stands for categories that no condition names.
    private bool SubjectBit(string subject, out uint bit)
    {
        if (!_subjectBits.TryGetValue(subject, out bit) && _subjectBits.Count < MostSubjects)
        {
            bit = 1u << _subjectBits.Count;
            _subjectBits.Add(subject, bit);
        }

        return bit != 0;
    }
}
