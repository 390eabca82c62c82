using System.Text;
using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Plans;

/// <summary>Finds the links of one rule among the records that were read.</summary>
internal static class LinkReading
{
    public static void Read(ReadRun run, LinkPlan plan)
    {
        run.Attribute = null;
        if (plan.Element is not null)
        {
            ReadElements(run, plan);
        }
        else if (plan.By is not null)
        {
            ReadReferences(run, plan);
        }
        else
        {
            ReadPlaces(run, plan);
        }
    }

    private static void ReadPlaces(ReadRun run, LinkPlan plan)
    {
        foreach (RecordPlan from in plan.From)
        {
            foreach (RecordPlan to in plan.To)
            {
                ReadPlaces(run, plan, from, to);
            }
        }
    }

    // Joins all that stand in the same frame: the place of the innermost rule that has both within it, or the message. Instances of a rule stand
    // in the order of their frames, so both lists are walked once, side by side.
    private static void ReadPlaces(ReadRun run, LinkPlan plan, RecordPlan from, RecordPlan to)
    {
        RecordPlan? common = Common(from, to);
        int lastFrom = run.FirstInstance[from.Ordinal + 1];
        int lastTo = run.FirstInstance[to.Ordinal + 1];
        int firstTo = run.FirstInstance[to.Ordinal];
        for (int a = run.FirstInstance[from.Ordinal]; a < lastFrom; a++)
        {
            int frame = Above(run, a, from, common);
            while (firstTo < lastTo && Above(run, firstTo, to, common) < frame)
            {
                firstTo++;
            }

            for (int b = firstTo; b < lastTo && Above(run, b, to, common) == frame; b++)
            {
                if (a != b)
                {
                    Join(run, plan, a, b);
                }
            }
        }
    }

    private static void ReadReferences(ReadRun run, LinkPlan plan)
    {
        bool onTo = plan.Rule.ByOnTo;
        foreach (RecordPlan holder in onTo ? plan.To : plan.From)
        {
            int last = run.FirstInstance[holder.Ordinal + 1];
            for (int a = run.FirstInstance[holder.Ordinal]; a < last; a++)
            {
                int mark = run.Nodes.Count;
                plan.By!.All(run.Tree, run.Root, run.Instances[a].Place, run.Nodes);
                for (int i = mark; i < run.Nodes.Count; i++)
                {
                    int node = run.Nodes[i];
                    run.Tree.MarkUsed(node);
                    string text = run.Tree.String(node);
                    foreach (string key in plan.Rule.BySeparator.Length == 0 ? [text] : text.Split(plan.Rule.BySeparator, StringSplitOptions.TrimEntries))
                    {
                        Refer(run, plan, a, key, node);
                    }
                }

                run.Nodes.RemoveRange(mark, run.Nodes.Count - mark);
            }
        }
    }

    // Joins the record that holds a key with the one that the key names.
    private static void Refer(ReadRun run, LinkPlan plan, int holder, string key, int node)
    {
        bool onTo = plan.Rule.ByOnTo;
        int found = FindByKey(run, onTo ? plan.From : plan.To, key);
        if (found >= 0)
        {
            Join(run, plan, onTo ? found : holder, onTo ? holder : found);
        }
        else if (key.Length > 0)
        {
            Dangling(run, node, key);
        }
    }

    private static void ReadElements(ReadRun run, LinkPlan plan)
    {
        int mark = run.Nodes.Count;
        plan.Element!.All(run.Tree, run.Root, run.Root, run.Nodes);
        int last = run.Nodes.Count;
        for (int i = mark; i < last; i++)
        {
            int element = run.Nodes[i];
            int a = End(run, plan.ElementFrom!, plan.From, element);
            int b = End(run, plan.ElementTo!, plan.To, element);
            if (a >= 0 && b >= 0)
            {
                AddRoles(run, plan, run.Instances[a].Record, run.Instances[b].Record, element);
            }
        }

        run.Nodes.RemoveRange(mark, last - mark);
    }

    private static int End(ReadRun run, PathReader field, RecordPlan[] plans, int element)
    {
        int node = field.First(run.Tree, run.Root, element);
        if (node == 0)
        {
            return -1;
        }

        run.Tree.MarkUsed(node);
        int found = FindByKey(run, plans, run.Tree.String(node));
        if (found < 0)
        {
            Dangling(run, node, run.Tree.String(node));
        }

        return found;
    }

    private static int FindByKey(ReadRun run, RecordPlan[] plans, string key)
    {
        foreach (RecordPlan plan in plans)
        {
            int found = run.FindByKey(plan, key);
            if (found >= 0)
            {
                return found;
            }
        }

        return -1;
    }

    private static void Dangling(ReadRun run, int node, string key) =>
        run.Warn(node, TranslationIssues.DanglingReference, $"{ReadRun.Quote(Encoding.UTF8.GetBytes(key))} names no record of this message");

    private static void Join(ReadRun run, LinkPlan plan, int a, int b)
    {
        ReadRun.Instance from = run.Instances[a];
        ReadRun.Instance to = run.Instances[b];
        AddRoles(run, plan, from.Record, to.Record, plan.Rule.RoleFieldOnTo ? to.Place : from.Place);
    }

    private static void AddRoles(ReadRun run, LinkPlan plan, int from, int to, int place)
    {
        if (from < 0 || to < 0)
        {
            return;
        }

        bool any = false;
        if (plan.RoleField is not null)
        {
            int mark = run.Nodes.Count;
            plan.RoleField.All(run.Tree, run.Root, place, run.Nodes);
            for (int i = mark; i < run.Nodes.Count; i++)
            {
                int node = run.Nodes[i];
                run.Tree.MarkUsed(node);
                ReadOnlySpan<byte> word = run.WordOf(node);
                LinkRole? role = plan.Roles!.Find(word);
                if (role is not null)
                {
                    run.Add(new Link(from, role, to), plan.MayRepeat);
                    any = true;
                }
                else if (!word.IsEmpty && plan.Rule.Role is null && plan.NoRole?.Find(word) is null)
                {
                    run.Warn(node, TranslationIssues.UnmappedCode, $"{ReadRun.Quote(word)} chooses no link role");
                }
            }

            run.Nodes.RemoveRange(mark, run.Nodes.Count - mark);
        }

        if (!any && plan.Rule.Role is not null)
        {
            run.Add(new Link(from, plan.Rule.Role, to), plan.MayRepeat);
        }
    }

    /// <summary>The innermost rule within whose place both stand, or null when they share only the message.</summary>
    internal static RecordPlan? Common(RecordPlan a, RecordPlan b)
    {
        RecordPlan? common = null;
        for (int i = 0; i < a.Lineage.Length && i < b.Lineage.Length && ReferenceEquals(a.Lineage[i], b.Lineage[i]); i++)
        {
            common = a.Lineage[i];
        }

        return common;
    }

    // The instance of the ancestor within which an instance stands; 0 for the message.
    private static int Above(ReadRun run, int instance, RecordPlan plan, RecordPlan? ancestor)
    {
        if (ancestor is null)
        {
            return 0;
        }

        for (RecordPlan at = plan; !ReferenceEquals(at, ancestor); at = at.Parent!)
        {
            instance = run.Instances[instance].Parent;
        }

        return instance;
    }
}
