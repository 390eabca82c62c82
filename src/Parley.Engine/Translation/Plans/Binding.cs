using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Plans;

/// <summary>
/// Chooses, before anything is written, which records of a bundle stand for which rule: by type, by entity role, by constants, and by the
/// links that join a rule to those already bound. A record may stand for several rules, once for each of its links.
/// </summary>
internal static class Binding
{
    /// <summary>Finds, once for a translation, the links by which each rule's records are bound.</summary>
    public static void Prepare(RecordPlan[] plans, LinkPlan[] links)
    {
        foreach (RecordPlan plan in plans)
        {
            Join[] both = [.. links.Where(l => l.Element is null).SelectMany(l => JoinsOf(plan, l))];
            Join[] all = [.. both.Where(j => j.Other.Ordinal < plan.Ordinal)];
            plan.Elements = [.. links.Where(l => l.Element is not null && (l.From.Contains(plan) || l.To.Contains(plan)))];
            plan.Hanging = [.. both.Where(j => j.Other.Ordinal > plan.Ordinal)];

            // A link that every record of the rule has decides alone; links that a field may say or not are then an addition.
            bool isFixed = Array.Exists(all, j => j.Link.Rule.IsFixed);
            // Those that say the place come first: what is written within a defendant is written within that one, and not in the first of the case.
            plan.Joins = [.. all.Where(j => !isFixed || j.Link.Rule.IsFixed).OrderByDescending(j => j.SaysPlace)];
            plan.HasFixedJoin = isFixed;
            plan.Additions = [.. all.Where(j => isFixed && !j.Link.Rule.IsFixed)];
        }
    }

    private static IEnumerable<Join> JoinsOf(RecordPlan plan, LinkPlan link) =>
        (link.From.Contains(plan) ? link.To : []).Select(other => new Join(link, other, false, SaysPlace(plan, other)))
            .Concat((link.To.Contains(plan) ? link.From : []).Select(other => new Join(link, other, true, SaysPlace(plan, other))));

    private static bool SaysPlace(RecordPlan plan, RecordPlan other) => plan.Parent is null || other.Lineage.Contains(plan.Parent);

    /// <summary>Fills the run's instances.</summary>
    /// <returns>False when the bundle has no subject for this message type.</returns>
    public static bool Bind(WriteRun run, RecordPlan[] plans)
    {
        run.BeginBinding();
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

                run.Instances.Add(subject, -1);
            }
            else
            {
                BindRule(run, plan);
            }

            run.FirstInstance[plan.Ordinal + 1] = run.Instances.Count;
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

    private static void BindRule(WriteRun run, RecordPlan plan)
    {
        // A link decides, whether it finds a record or not.
        foreach (Join join in plan.Joins)
        {
            BindByLink(run, plan, join);
        }

        if (plan.Joins.Length == 0)
        {
            BindUnlinked(run, plan);
        }
        else if (!plan.HasFixedJoin)
        {
            BindOrphans(run, plan);
        }

        run.Instances.OrderByParent(run.FirstInstance[plan.Ordinal]);
        foreach (Join join in plan.Additions)
        {
            TakeFurther(run, plan, join);
        }
    }

    // The links of bound records that a field of theirs will say: no other rule needs to.
    private static void TakeFurther(WriteRun run, RecordPlan plan, Join join)
    {
        ReadOnlySpan<Link> links = run.Bundle.LinkSpan;
        for (int bound = run.FirstInstance[plan.Ordinal]; bound < run.Instances.Count; bound++)
        {
            int near = run.Instances[bound].Record;
            for (int i = run.Links.First(near, !join.FromOther); i >= 0; i = run.Links.Next(i, !join.FromOther))
            {
                int far = join.FromOther ? links[i].From : links[i].To;
                run.LinkTaken[i] |= join.Link.Covers(links[i].Role) && run.IsBoundTo(far, join.Other);
            }
        }
    }

    // Binds records joined by a link of this rule to records that are bound already.
    private static void BindByLink(WriteRun run, RecordPlan plan, Join join)
    {
        ReadOnlySpan<Link> links = run.Bundle.LinkSpan;
        int last = run.FirstInstance[join.Other.Ordinal + 1];
        for (int bound = run.FirstInstance[join.Other.Ordinal]; bound < last; bound++)
        {
            int near = run.Instances[bound].Record;
            for (int i = run.Links.First(near, join.FromOther); i >= 0; i = run.Links.Next(i, join.FromOther))
            {
                ref readonly Link link = ref links[i];
                int far = join.FromOther ? link.To : link.From;
                if (!run.LinkTaken[i] && join.Link.Covers(link.Role) && Fits(run.Bundle.RecordSpan[far], plan))
                {
                    bool placed = !join.SaysPlace && run.Instances.LastOf(far) >= run.FirstInstance[plan.Ordinal];
                    run.LinkTaken[i] = placed || Take(run, plan, far, bound, join.Other);
                }
            }
        }
    }

    private static void BindUnlinked(WriteRun run, RecordPlan plan)
    {
        ReadOnlySpan<Record> records = run.Bundle.RecordSpan;
        for (int record = 0; record < records.Length; record++)
        {
            if (run.Instances.LastOf(record) < 0 && Fits(records[record], plan) && !Take(run, plan, record, -1, null) && !plan.Rule.Each)
            {
                return;
            }
        }
    }

    // Where a field or a reference makes the links, a message may hold a record that has none by which it would be placed: it goes back to where it
    // stood, and says no role. What hangs on it, as the home of a person, places nothing, nor does a link that is an element of its own; a link that no rule knows may mean anything, and keeps it out.
    private static void BindOrphans(WriteRun run, RecordPlan plan)
    {
        ReadOnlySpan<Record> records = run.Bundle.RecordSpan;
        for (int record = 0; record < records.Length; record++)
        {
            bool orphan = run.Instances.LastOf(record) < 0 && Fits(records[record], plan) && IsUnplaced(run, plan, record, true) && IsUnplaced(run, plan, record, false);
            if (orphan && !Take(run, plan, record, -1, null) && !plan.Rule.Each)
            {
                return;
            }
        }
    }

    private static bool IsUnplaced(WriteRun run, RecordPlan plan, int record, bool isFrom)
    {
        ReadOnlySpan<Link> links = run.Bundle.LinkSpan;
        for (int i = run.Links.First(record, isFrom); i >= 0; i = run.Links.Next(i, isFrom))
        {
            if (!Hangs(run, plan, links[i], isFrom))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Hangs(WriteRun run, RecordPlan plan, in Link link, bool isFrom)
    {
        Record far = run.Bundle.RecordSpan[isFrom ? link.To : link.From];
        foreach (Join join in plan.Hanging)
        {
            if (join.FromOther != isFrom && join.Link.Covers(link.Role) && Fits(far, join.Other))
            {
                return true;
            }
        }

        foreach (LinkPlan element in plan.Elements)
        {
            if (element.Covers(link.Role) && (isFrom ? element.From : element.To).Contains(plan) && Array.Exists(isFrom ? element.To : element.From, other => Fits(far, other)))
            {
                return true;
            }
        }

        return false;
    }

    // Adds an instance unless the rule has room for one only, or has this record already.
    private static bool Take(WriteRun run, RecordPlan plan, int record, int bound, RecordPlan? boundPlan)
    {
        int parent = ParentOf(run, plan, bound, boundPlan);
        if (plan.Parent is not null && parent < 0)
        {
            return false;
        }

        int first = run.FirstInstance[plan.Ordinal];
        for (int i = run.Instances.LastOf(record); i >= first; i = run.Instances[i].Before)
        {
            if (run.Instances[i].Parent == parent)
            {
                return true;
            }
        }

        bool free = plan.Rule.Each || (parent < 0 ? run.Instances.Count == first : run.Instances.TryTakeSingle(parent, plan.Ordinal));
        if (free)
        {
            run.Instances.Add(record, parent);
        }

        return free;
    }

    // The instance of the rule's parent within which the record is to be written.
    private static int ParentOf(WriteRun run, RecordPlan plan, int bound, RecordPlan? boundPlan)
    {
        if (plan.Parent is null)
        {
            return -1;
        }

        int near = bound;
        for (RecordPlan? at = boundPlan; at is not null; at = at.Parent)
        {
            if (ReferenceEquals(at, plan.Parent))
            {
                return near;
            }

            near = near < 0 ? -1 : run.Instances[near].Parent;
        }

        int first = run.FirstInstance[plan.Parent.Ordinal];
        int last = run.FirstInstance[plan.Parent.Ordinal + 1];
        while (first < last && boundPlan is not null && !StandsWithin(run, plan.Parent, first, boundPlan, bound))
        {
            first++;
        }

        return first < last ? first : -1;
    }

    // Whether an instance stands within another; true where its rule does not stand within that rule.
    private static bool StandsWithin(WriteRun run, RecordPlan plan, int instance, RecordPlan around, int outer)
    {
        for (RecordPlan? at = plan; at is not null; at = at.Parent)
        {
            if (ReferenceEquals(at, around))
            {
                return instance == outer;
            }

            instance = instance < 0 ? -1 : run.Instances[instance].Parent;
        }

        return true;
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

        foreach ((AttributeDefinition attribute, Value fixedValue) in plan.Constants)
        {
            Value value = record[attribute];
            if (!value.IsNone && value != fixedValue)
            {
                return false;
            }
        }

        return true;
    }
}
