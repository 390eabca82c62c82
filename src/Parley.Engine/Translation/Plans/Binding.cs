using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Codecs;

namespace Parley.Engine.Translation.Plans;

/// <summary>
/// Chooses, before anything is written, which records of a bundle stand for which rule: by type, by entity role, by constants, and by the
/// links that join a rule to those already bound. A record may stand for several rules, once for each of its links.
/// </summary>
internal static class Binding
{
    /// <summary>Fills the run's instances.</summary>
    /// <returns>False when the bundle has no subject for this message type.</returns>
    public static bool Bind(WriteRun run, RecordPlan[] plans, LinkPlan[] links)
    {
        run.Instances.Clear();
        run.LinkTaken.Clear();
        for (int i = 0; i < run.Bundle.Links.Count; i++)
        {
            run.LinkTaken.Add(false);
        }

        Array.Fill(run.Current, -1);
        Array.Clear(run.FirstInstance);
        foreach (RecordPlan plan in plans)
        {
            run.FirstInstance[plan.Ordinal] = run.Instances.Count;
            if (plan.Ordinal == 0)
            {
                int subject = FindSubject(run, plan);
                if (subject < 0)
                {
                    run.Issues.Add(TranslationIssues.NoSubject, $"the bundle has no {plan.Rule.Type.Name}");
                    return false;
                }

                run.Instances.Add(new WriteRun.Instance(subject, -1));
            }
            else
            {
                BindRule(run, plan, links);
            }

            run.FirstInstance[plan.Ordinal + 1] = run.Instances.Count;
            TakeFurther(run, plan, links);
            if (plan.Rule.Required && run.FirstInstance[plan.Ordinal] == run.Instances.Count)
            {
                run.Issues.Add(TranslationIssues.RequiredAbsent, $"the recipient requires {plan.Rule.Name} ({plan.Rule.Type.Name})", default, plan.Rule.Name);
            }
        }

        return true;
    }

    private static int FindSubject(WriteRun run, RecordPlan plan)
    {
        for (int i = 0; i < run.Bundle.Records.Count; i++)
        {
            if (Fits(run.Bundle.Records[i], plan))
            {
                return i;
            }
        }

        return -1;
    }

    private static void BindRule(WriteRun run, RecordPlan plan, LinkPlan[] links)
    {
        // A link that every record of the rule has decides alone; links that a field may say or not are then an addition.
        bool isFixed = IsFixed(plan, links);
        bool linked = false;
        foreach (LinkPlan link in links)
        {
            if (link.Element is not null || (isFixed && !link.Rule.IsFixed))
            {
                continue;
            }

            if (Array.IndexOf(link.From, plan) >= 0)
            {
                foreach (RecordPlan other in link.To)
                {
                    linked |= BindByLink(run, plan, other, link, true);
                }
            }

            if (Array.IndexOf(link.To, plan) >= 0)
            {
                foreach (RecordPlan other in link.From)
                {
                    linked |= BindByLink(run, plan, other, link, false);
                }
            }
        }

        if (!linked)
        {
            BindUnlinked(run, plan);
        }
    }

    private static bool IsFixed(RecordPlan plan, LinkPlan[] links)
    {
        foreach (LinkPlan link in links)
        {
            if (link.Rule.IsFixed && Joins(link, plan))
            {
                return true;
            }
        }

        return false;
    }

    // Whether a link joins the rule to one that is bound before it.
    private static bool Joins(LinkPlan link, RecordPlan plan) =>
        (Array.IndexOf(link.From, plan) >= 0 && HasEarlier(link.To, plan)) || (Array.IndexOf(link.To, plan) >= 0 && HasEarlier(link.From, plan));

    private static bool HasEarlier(RecordPlan[] others, RecordPlan plan)
    {
        foreach (RecordPlan other in others)
        {
            if (other.Ordinal < plan.Ordinal)
            {
                return true;
            }
        }

        return false;
    }

    // The links of bound records that a field of theirs will say: no other rule needs to.
    private static void TakeFurther(WriteRun run, RecordPlan plan, LinkPlan[] links)
    {
        if (!IsFixed(plan, links))
        {
            return;
        }

        foreach (LinkPlan link in links)
        {
            if (link.Element is not null || link.Rule.IsFixed || !Joins(link, plan))
            {
                continue;
            }

            bool planIsFrom = Array.IndexOf(link.From, plan) >= 0;
            for (int i = 0; i < run.Bundle.Links.Count; i++)
            {
                Link candidate = run.Bundle.Links[i];
                int near = planIsFrom ? candidate.From : candidate.To;
                int far = planIsFrom ? candidate.To : candidate.From;
                if (link.Covers(candidate.Role) && StandsFor(run, near, plan) && run.BoundTo(far, planIsFrom ? link.To : link.From) is not null)
                {
                    run.LinkTaken[i] = true;
                }
            }
        }
    }

    // Binds records joined by a link of this rule to records that are bound already. True when the rule decides, found or not.
    private static bool BindByLink(WriteRun run, RecordPlan plan, RecordPlan other, LinkPlan link, bool planIsFrom)
    {
        if (other.Ordinal >= plan.Ordinal)
        {
            return false;
        }

        int last = run.FirstInstance[other.Ordinal + 1];
        for (int bound = run.FirstInstance[other.Ordinal]; bound < last; bound++)
        {
            int otherRecord = run.Instances[bound].Record;
            for (int i = 0; i < run.Bundle.Links.Count; i++)
            {
                Link candidate = run.Bundle.Links[i];
                int near = planIsFrom ? candidate.To : candidate.From;
                int far = planIsFrom ? candidate.From : candidate.To;
                if (near != otherRecord || run.LinkTaken[i] || !link.Covers(candidate.Role) || !Fits(run.Bundle.Records[far], plan))
                {
                    continue;
                }

                if (Take(run, plan, far, bound, other))
                {
                    run.LinkTaken[i] = true;
                }
            }
        }

        return true;
    }

    private static void BindUnlinked(WriteRun run, RecordPlan plan)
    {
        for (int record = 0; record < run.Bundle.Records.Count; record++)
        {
            if (!IsBound(run, record) && Fits(run.Bundle.Records[record], plan) && !Take(run, plan, record, -1, null) && !plan.Rule.Each)
            {
                return;
            }
        }
    }

    // Adds an instance unless the rule has room for one only, or has this record already.
    private static bool Take(WriteRun run, RecordPlan plan, int record, int bound, RecordPlan? boundPlan)
    {
        int parent = ParentOf(run, plan, bound, boundPlan);
        if (plan.Parent is not null && parent < 0)
        {
            return false;
        }

        for (int i = run.FirstInstance[plan.Ordinal]; i < run.Instances.Count; i++)
        {
            WriteRun.Instance instance = run.Instances[i];
            if (instance.Parent == parent && instance.Record == record)
            {
                return true;
            }

            if (instance.Parent == parent && !plan.Rule.Each)
            {
                return false;
            }
        }

        run.Instances.Add(new WriteRun.Instance(record, parent));
        return true;
    }

    // The instance of the rule's parent within which the record is to be written.
    private static int ParentOf(WriteRun run, RecordPlan plan, int bound, RecordPlan? boundPlan)
    {
        if (plan.Parent is null)
        {
            return -1;
        }

        for (RecordPlan? at = boundPlan; at is not null; at = at.Parent)
        {
            if (ReferenceEquals(at, plan.Parent))
            {
                return bound;
            }

            bound = bound < 0 ? -1 : run.Instances[bound].Parent;
        }

        int first = run.FirstInstance[plan.Parent.Ordinal];
        return run.FirstInstance[plan.Parent.Ordinal + 1] > first ? first : -1;
    }

    private static bool StandsFor(WriteRun run, int record, RecordPlan plan)
    {
        int last = run.FirstInstance[plan.Ordinal + 1];
        for (int i = run.FirstInstance[plan.Ordinal]; i < last; i++)
        {
            if (run.Instances[i].Record == record)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBound(WriteRun run, int record)
    {
        foreach (WriteRun.Instance instance in run.Instances)
        {
            if (instance.Record == record)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(Record record, RecordPlan plan)
    {
        if (!ReferenceEquals(record.Type, plan.Rule.Type))
        {
            return false;
        }

        // A rule for an entity role takes records of that role, and those whose role nobody has said.
        if (plan.Rule.Role is not null && record.Role is not null && !ReferenceEquals(record.Role, plan.Rule.Role))
        {
            return false;
        }

        foreach (AttributePlan attribute in plan.Attributes)
        {
            if (attribute.Rule.Codec is ConstantField constant && attribute.Rule.Reads && attribute.Rule.Writes)
            {
                Value value = record[attribute.Rule.Attribute];
                if (!value.IsNone && value != constant.Constant)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
