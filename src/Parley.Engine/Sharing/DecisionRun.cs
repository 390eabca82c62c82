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
