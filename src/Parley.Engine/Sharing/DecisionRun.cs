using System.Runtime.InteropServices;
using Parley.Engine.Dictionary;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>One decision under way: a plan applied to the records and links of one bundle.</summary>
/// <remarks>
/// 1. What roles and categories of data subject each record has, its links counted. 2. For each record its own restrictions, what is forbidden, and what the
/// rules permit. 3. The records that go, those of which a part is withheld copied without it. 4. The links whose both ends go and that tell no role beyond
/// those permitted. Kept one for each thread, since what it works with is the same for every bundle.
/// </remarks>
internal sealed partial class DecisionRun
{
    private const int MostEvaluations = 5_000;
    private const uint NoCategory = 1u << 31;

    [ThreadStatic]
    private static DecisionRun? t_run;

    private RecordState[] _states = new RecordState[16];
    private ulong[] _used = new ulong[1];
    private List<WithheldItem>? _withheld;
    private List<Obligation>? _handling;
    private PairPlan _plan = null!;
    private Bundle _bundle = null!;
    private LinkEnds? _ends;
    private List<GrantTrace>? _traces;
    private int _evaluations;

    /// <summary>Decides.</summary>
    /// <param name="plan">What the agreements say.</param>
    /// <param name="request">Who asks.</param>
    /// <param name="bundle">The data.</param>
    /// <param name="traces">Takes, for an explanation, how each grant met each record; all records are then looked at, even when the subject may not go.</param>
    public static Decision Decide(PairPlan plan, SharingRequest request, Bundle bundle, List<GrantTrace>? traces = null)
    {
        // Taken and given back: a fault leaves the run behind rather than handing its half-state on.
        DecisionRun run = t_run ?? new DecisionRun();
        t_run = null;
        run.Begin(plan, bundle);
        run._traces = traces;
        Bundle? permitted = run.Run();
        Decision decision = new()
        {
            Permitted = permitted,
            Refusal = permitted is null ? SharingIssues.SubjectWithheld : null,
            Level = plan.Level,
            Terms = plan.Terms,
            Purpose = plan.Purpose,
            Regime = plan.Regime,
            Basis = permitted is null ? DecisionBasis.None : request.Emergency is string emergency && plan.Level != ExchangeLevel.Local
                ? new DecisionBasis([$"emergency:{emergency}"], ["vital-interests"], [new Obligation("review", emergency, null)])
                : plan.BasisOf(run._used),
            Withheld = run._withheld ?? (IReadOnlyList<WithheldItem>)[],
            Handling = run._handling ?? (IReadOnlyList<Obligation>)[],
        };
        run.End();
        t_run = run;
        return decision;
    }

    private void Begin(PairPlan plan, Bundle bundle)
    {
        (_plan, _bundle, _evaluations) = (plan, bundle, 0);
        if (_states.Length < bundle.Records.Count)
        {
            _states = new RecordState[Math.Max(bundle.Records.Count, _states.Length * 2)];
        }

        int words = (plan.Agreements.Count + 63) / 64;
        if (_used.Length != Math.Max(words, 1))
        {
            _used = new ulong[Math.Max(words, 1)];
        }
        else
        {
            _used.AsSpan().Clear();
        }
    }

    private void End()
    {
        _states.AsSpan(0, _bundle.Records.Count).Clear();
        if (_states.Length > 4096)
        {
            _states = new RecordState[16];
        }

        (_plan, _bundle, _withheld, _handling, _ends, _traces) = (null!, null!, null, null, null, null);
    }

    private Bundle? Run()
    {
        ReadOnlySpan<Record> records = _bundle.RecordSpan;
        if (_plan.RoleBits.Count > 0 || _plan.SubjectBits.Count > 0)
        {
            FindRoles(records);
        }

        bool whole = true;
        for (int i = 0; i < records.Length; i++)
        {
            Record? permitted = DecideRecord(records[i], i);
            whole &= ReferenceEquals(permitted, records[i]);
            if (permitted is null && i == 0 && _traces is null)
            {
                // Without its subject a message says nothing that may be said.
                return null;
            }

            _states[i].Permitted = permitted;
        }

        if (_traces is not null)
        {
            Trace(records);
        }

        Bundle? assembled = records.Length == 0 ? null : Assemble(records, whole);
        return records.Length == 0 || _states[0].Permitted is null ? null : assembled;
    }

    private void FindRoles(ReadOnlySpan<Record> records)
    {
        for (int i = 0; i < records.Length; i++)
        {
            AddRole(i, records[i].Role?.Name);
        }

        foreach (ref readonly Link link in _bundle.LinkSpan)
        {
            AddRole(link.From, link.Role.Role);
            AddRole(link.To, link.Role.ToRole);
        }

        for (int i = 0; i < records.Length; i++)
        {
            if (_plan.Types.TryGetValue(records[i].Type, out TypePlan? plan))
            {
                FindDefaults(records[i], plan.Shape, ref _states[i]);
            }
        }
    }

    private void AddRole(int record, string? role)
    {
        if (role is not null)
        {
            ref RecordState state = ref _states[record];
            state.HasRole = true;
            state.Roles |= _plan.RoleBits.GetValueOrDefault(role);
            if (_plan.SubjectOfRole.TryGetValue(role, out uint subject))
            {
                state.Subjects |= subject;
            }
        }
    }

    private void FindDefaults(Record record, TypeShape shape, ref RecordState state)
    {
        if (!state.HasRole && shape.DefaultRole is string role)
        {
            state.Roles |= _plan.RoleBits.GetValueOrDefault(role);
        }

        if (shape.Subject >= 0)
        {
            Value category = record[shape.Type.Attributes[shape.Subject]];
            if (!category.IsNone)
            {
                state.Subjects |= _plan.SubjectBits.TryGetValue(category.ToString(), out uint bit) ? bit : NoCategory;
            }

            // Whom nobody has put into a category is one of the others.
            state.Subjects = state.Subjects == 0 ? _plan.SubjectBits.GetValueOrDefault("other", NoCategory) : state.Subjects;
        }
    }

    /// <summary>The record as it may go: itself, a copy without what is withheld, or null.</summary>
    private Record? DecideRecord(Record record, int place)
    {
        if (!_plan.Types.TryGetValue(record.Type, out TypePlan? plan))
        {
            return Withhold(place, SharingIssues.NotPermitted, null);
        }

        TypeShape shape = plan.Shape;
        int width = shape.Width;
        Span<ulong> masks = stackalloc ulong[Verdict.Masks * width];
        masks.Clear();
        Verdict verdict = new(masks, width);
        foreach (ref readonly AttributeValue item in record.Attributes)
        {
            if (shape.PlaceOf(item.Attribute) is >= 0 and int at)
            {
                Mask.Set(verdict.Present, at);
            }
        }

        Restriction restriction = _plan.Restrictions.Of(record, shape);
        if (restriction.Code is IssueCode code)
        {
            return Withhold(place, code, null);
        }

        if (Forbid(plan, place, ref verdict) is ProhibitionRule forbidden)
        {
            return Withhold(place, SharingIssues.Prohibited, forbidden.Agreement);
        }

        verdict.Present.CopyTo(verdict.Open);
        Mask.Remove(verdict.Open, verdict.Forbidden);
        if (restriction.Sanitised is ulong[] sanitised)
        {
            sanitised.CopyTo(verdict.Sanitised);
            Mask.Remove(verdict.Open, sanitised);
        }

        Permit(plan, place, restriction, ref verdict);
        if (!verdict.Goes)
        {
            return Withhold(place, verdict.WhyNot, null);
        }

        Mask.OrBoth(verdict.Permitted, shape.Always, verdict.Open);
        _states[place].AnyRole = verdict.AnyRole;
        _states[place].Granted = verdict.Granted;
        AddHandling(record, shape, verdict.Permitted);
        return Cut(record, place, plan, verdict);
    }

    // What is forbidden; the rule that forbids the whole record, if one does. A prohibition that cannot be evaluated holds.
    private ProhibitionRule? Forbid(TypePlan plan, int place, ref Verdict verdict)
    {
        foreach (ProhibitionRule rule in plan.Prohibitions)
        {
            if (rule.Condition.Fits(_states[place].Roles, _states[place].Subjects) && Holds(rule.Condition.Where, place) != false)
            {
                if (rule.Whole)
                {
                    return rule;
                }

                Mask.Or(verdict.Forbidden, rule.Mask);
            }
        }

        return null;
    }

    private void Permit(TypePlan plan, int place, Restriction restriction, ref Verdict verdict)
    {
        ref RecordState state = ref _states[place];
        bool empty = Mask.IsEmpty(verdict.Present);
        foreach (GrantRule rule in plan.Grants)
        {
            if (!rule.Condition.Fits(state.Roles, state.Subjects))
            {
                continue;
            }

            bool adds = empty || Mask.Meets(rule.All, verdict.Open);
            bool settled = verdict.AnyRole && !Mask.Adds(rule.All, verdict.Open, verdict.Permitted);
            if (adds && !settled)
            {
                Ask(rule, place, restriction, empty, ref verdict);
            }
        }
    }

    private void Ask(GrantRule rule, int place, Restriction restriction, bool empty, ref Verdict verdict)
    {
        if (restriction.Rank > rule.Condition.Highest)
        {
            Mask.Or(verdict.TooHigh, rule.All);
            verdict.IsTooHigh = true;
            return;
        }

        bool? holds = Holds(rule.Condition.Where, place);
        if (holds is null)
        {
            Mask.Or(verdict.Failed, rule.All);
            verdict.HasFailed = true;
        }
        else if (holds.Value)
        {
            Apply(rule, _states[place].Roles, restriction.NamedOnly, empty, ref verdict);
        }
    }

    private void Apply(GrantRule rule, UInt128 roles, bool namedOnly, bool empty, ref Verdict verdict)
    {
        bool applies = false;
        foreach (GrantEntry entry in rule.Entries)
        {
            if (namedOnly && !entry.Named)
            {
                Mask.Or(verdict.Unnamed, entry.Mask);
                verdict.IsUnnamed = true;
                continue;
            }

            if (empty ? !verdict.Goes && !applies : Mask.Adds(entry.Mask, verdict.Open, verdict.Permitted))
            {
                Mask.OrBoth(verdict.Permitted, entry.Mask, verdict.Open);
                Use(entry.Agreement);
            }

            applies |= empty || Mask.Meets(entry.Mask, verdict.Open);
        }

        verdict.Goes |= applies;
        verdict.AnyRole |= applies && rule.Condition.AnyRole;
        verdict.Granted |= applies ? rule.Condition.Roles & roles : 0;
    }

    private void Use(int agreement)
    {
        if (agreement >= 0)
        {
            Mask.Set(_used, agreement);
        }
    }

    private bool? Holds(WhereProgram? where, int place)
    {
        if (where is null)
        {
            return true;
        }

        if (++_evaluations > MostEvaluations)
        {
            return null;
        }

        ref RecordState state = ref _states[place];
        JqValue input = state.Json ??= RecordJson.Of(_bundle, place, _ends ??= new LinkEnds(_bundle));
        return where.Holds(input);
    }

    private Record? Cut(Record record, int place, TypePlan plan, in Verdict verdict)
    {
        bool keepsRole = !Tells(place, record.Role?.Name);
        int kept = 0;
        foreach (ref readonly AttributeValue item in record.Attributes)
        {
            int at = plan.Shape.PlaceOf(item.Attribute);
            if (at >= 0 && Mask.Has(verdict.Permitted, at))
            {
                kept++;
            }
            else
            {
                (_withheld ??= []).Add(verdict.Why(place, item.Attribute, at, plan, _plan));
            }
        }

        if (!keepsRole)
        {
            (_withheld ??= []).Add(new WithheldItem(place, "role", SharingIssues.RoleTells, null));
        }

        return kept == record.Attributes.Length && keepsRole ? record : Copy(record, kept, keepsRole, plan.Shape, verdict.Permitted);
    }

    // The identifier in the source stays behind: it may be the very value that is withheld.
    private static Record Copy(Record record, int kept, bool keepsRole, TypeShape shape, ReadOnlySpan<ulong> permitted)
    {
        Record copy = new(record.Type, kept) { Role = keepsRole ? record.Role : null };
        foreach (ref readonly AttributeValue item in record.Attributes)
        {
            int at = shape.PlaceOf(item.Attribute);
            if (at >= 0 && Mask.Has(permitted, at))
            {
                copy.Append(item.Attribute, item.Value);
            }
        }

        return copy;
    }

    private Bundle Assemble(ReadOnlySpan<Record> records, bool whole)
    {
        ReadOnlySpan<Link> links = _bundle.LinkSpan;
        List<Link>? kept = null;
        int[]? places = whole ? null : Places(records.Length);
        for (int i = 0; i < links.Length; i++)
        {
            Link link = links[i];
            IssueCode? why = _states[link.From].Permitted is null || _states[link.To].Permitted is null ? SharingIssues.LinkEnd
                : Tells(link.From, link.Role.Role) || Tells(link.To, link.Role.ToRole) ? SharingIssues.RoleTells
                : null;
            if (why is not null)
            {
                kept ??= whole ? [.. links[..i]] : [];
                (_withheld ??= []).Add(new WithheldItem(link.From, "links." + link.Role.Name, why, null));
            }
            else if (kept is not null || !whole)
            {
                (kept ??= []).Add(places is null ? link : new Link(places[link.From], link.Role, places[link.To]));
            }
        }

        if (whole && kept is null)
        {
            return _bundle;
        }

        List<Record> going = [];
        for (int i = 0; i < records.Length; i++)
        {
            if (_states[i].Permitted is Record record)
            {
                going.Add(record);
            }
        }

        // What the message says of itself names senders and messages, not what was permitted; it stays behind when anything does.
        return new Bundle(CollectionsMarshal.AsSpan(going), CollectionsMarshal.AsSpan(kept));
    }

    private int[] Places(int count)
    {
        int[] places = new int[count];
        for (int i = 0, next = 0; i < count; i++)
        {
            places[i] = _states[i].Permitted is null ? -1 : next++;
        }

        return places;
    }

    // A record that goes only in certain roles must not be told to have others.
    private bool Tells(int place, string? role) =>
        role is not null && !_states[place].AnyRole && (_plan.RoleBits.GetValueOrDefault(role) & _states[place].Granted) == 0;

    private void AddHandling(Record record, TypeShape shape, ReadOnlySpan<ulong> permitted)
    {
        if (_plan.Level == ExchangeLevel.Local)
        {
            return;
        }

        foreach (int place in (ReadOnlySpan<int>)[shape.Handling, shape.ActionCode])
        {
            if (place >= 0 && !Mask.IsEmpty(permitted))
            {
                foreach (Value value in record[shape.Type.Attributes[place]].Values)
                {
                    Obligation obligation = new("handling", value.ToString(), null);
                    if (_handling?.Contains(obligation) != true)
                    {
                        (_handling ??= []).Add(obligation);
                    }
                }
            }
        }
    }

    private Record? Withhold(int place, IssueCode code, int? agreement)
    {
        (_withheld ??= []).Add(new WithheldItem(place, null, code, agreement is int a ? _plan.Agreements[a].Id : null));
        return null;
    }

    private struct RecordState
    {
        public UInt128 Roles;
        public UInt128 Granted;
        public uint Subjects;
        public bool HasRole;
        public bool AnyRole;
        public Record? Permitted;
        public JqValue? Json;
    }
}
