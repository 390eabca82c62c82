using Parley.Engine.Dictionary;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>Step 2, of one record: its own restrictions, what is forbidden, and what the rules permit.</summary>
internal sealed partial class DecisionRun
{
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
}
