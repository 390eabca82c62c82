using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Validation;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Plans;

/// <summary>A translation compiled for the way in: message tree to bundle.</summary>
/// <remarks>
/// 1. The message is parsed along the shapes. 2. Each record rule, parents first, finds its places and reads its attributes.
/// 3. Links join what was found. 4. What no rule touched is reported.
/// </remarks>
internal sealed class ReadPlan
{
    public required PathReader Root { get; init; }

    public required RecordPlan[] Records { get; init; }

    public required LinkPlan[] Links { get; init; }

    public required (MessageFact Fact, PathReader Field, ValueCodec Codec)[] Facts { get; init; }

    public required UnusedFields Unused { get; init; }

    /// <summary>Reads one message.</summary>
    public Bundle? Run(ReadRun run, ReadOnlyMemory<byte> message)
    {
        // 1.
        if (!run.Reader.TryRead(message, run.Tree, run.Issues))
        {
            return null;
        }

        run.Root = Root.First(run.Tree, run.Tree.RootNode, run.Tree.RootNode);
        if (run.Root == 0)
        {
            run.Issues.Add(TranslationIssues.MissingField, $"the message has no {Root.Path}", default, Root.Path.ToString(), losesData: true);
            return null;
        }

        // 2.
        run.Begin();
        foreach (RecordPlan plan in Records)
        {
            run.FirstInstance[plan.Ordinal] = run.Instances.Count;
            run.FirstInstance[plan.Ordinal + 1] = run.Instances.Count;
            ReadRecords(run, plan);
            run.FirstInstance[plan.Ordinal + 1] = run.Instances.Count;
        }

        // 3.
        foreach (LinkPlan link in Links)
        {
            if (link.Rule.Reads)
            {
                LinkReading.Read(run, link);
            }
        }

        Bundle bundle = run.ToBundle();
        ReadFacts(run, bundle);

        // 4.
        run.Attribute = null;
        Unused.Report(run);
        return bundle;
    }

    /// <summary>The places of an attribute in the message that was read last: the field where it is there, else the record that lacks it.</summary>
    public IReadOnlyList<Issue> Places(ReadRun run, string type, string attribute, Issue because)
    {
        List<Issue> places = [];
        foreach (RecordPlan plan in Records.Where(r => r.Rule.Type.Name == type))
        {
            foreach (AttributePlan field in plan.Attributes.Where(a => a.Rule.Reads && a.Fields.Length == 1 && a.Rule.Attribute.Name == attribute))
            {
                (run.Record, run.Attribute) = (plan.Rule, field.Rule);
                for (int i = run.FirstInstance[plan.Ordinal]; i < run.FirstInstance[plan.Ordinal + 1]; i++)
                {
                    int place = run.Instances[i].Place;
                    int node = field.Fields[0].First(run.Tree, run.Root, place);
                    places.Add(because with { Position = run.Tree.PositionOf(node == 0 ? place : node), Path = run.PathOf(node) });
                }
            }
        }

        return places;
    }

    private static void ReadRecords(ReadRun run, RecordPlan plan)
    {
        if (plan.Parent is null)
        {
            ReadPlaces(run, plan, run.Root, -1);
            return;
        }

        int last = run.FirstInstance[plan.Parent.Ordinal + 1];
        for (int parent = run.FirstInstance[plan.Parent.Ordinal]; parent < last; parent++)
        {
            ReadPlaces(run, plan, run.Instances[parent].Place, parent);
        }
    }

    private static void ReadPlaces(ReadRun run, RecordPlan plan, int above, int parent)
    {
        if (!plan.Rule.Each)
        {
            int place = plan.Place.First(run.Tree, run.Root, above);
            if (place != 0 && run.Tree.Kind(place) != NodeKind.Null)
            {
                ReadRecord(run, plan, place, parent);
            }
            else if (plan.Rule.Required)
            {
                ReportMissing(run, plan);
            }

            return;
        }

        int from = run.Nodes.Count;
        plan.Place.All(run.Tree, run.Root, above, run.Nodes);
        int to = run.Nodes.Count;
        if (from == to && plan.Rule.Required)
        {
            ReportMissing(run, plan);
        }

        for (int i = from; i < to; i++)
        {
            if (run.Tree.Kind(run.Nodes[i]) != NodeKind.Null)
            {
                ReadRecord(run, plan, run.Nodes[i], parent);
            }
        }

        run.Nodes.RemoveRange(from, to - from);
    }

    private static void ReadRecord(ReadRun run, RecordPlan plan, int place, int parent)
    {
        run.Record = plan.Rule;
        foreach (ConditionReader condition in plan.When)
        {
            if (!condition.Holds(run, place))
            {
                return;
            }
        }

        Record record = new(plan.Rule.Type, plan.Attributes.Length) { Role = plan.Rule.Role };
        bool any = plan.Ordinal == 0 || plan.When.Length > 0;
        foreach (AttributePlan attribute in plan.Attributes)
        {
            any |= ReadAttribute(run, attribute, record, place, run.Records.Count);
        }

        if (plan.Key is not null)
        {
            int key = plan.Key.First(run.Tree, run.Root, place);
            if (key != 0)
            {
                run.Tree.MarkUsed(key);
                record.Id = run.Tree.String(key);
            }
        }

        int index = -1;
        if (any)
        {
            index = run.Add(record);
            if (parent >= 0)
            {
                AddEnclosing(run, plan.Parent!, parent);
            }
        }
        else if (plan.Rule.Required)
        {
            ReportMissing(run, plan);
        }

        run.Instances.Add(new ReadRun.Instance(place, parent, index));
    }

    // A record of which the message says nothing but what stands within it is there all the same: else that would be nobody's, and be lost.
    private static void AddEnclosing(ReadRun run, RecordPlan plan, int instance)
    {
        ReadRun.Instance enclosing = run.Instances[instance];
        if (enclosing.Record >= 0)
        {
            return;
        }

        Record record = new(plan.Rule.Type) { Role = plan.Rule.Role };
        foreach (AttributePlan attribute in plan.Attributes)
        {
            if (attribute.Rule is { Reads: true, Codec: ConstantField constant })
            {
                record.Set(attribute.Rule.Attribute, constant.Constant);
            }
        }

        int key = plan.Key?.First(run.Tree, run.Root, enclosing.Place) ?? 0;
        record.Id = key == 0 ? null : run.Tree.String(key);
        run.Instances[instance] = enclosing with { Record = run.Add(record) };
        if (enclosing.Parent >= 0)
        {
            AddEnclosing(run, plan.Parent!, enclosing.Parent);
        }
    }

    private static bool ReadAttribute(ReadRun run, AttributePlan plan, Record record, int place, int recordIndex)
    {
        AttributeRule rule = plan.Rule;
        if (!rule.Reads)
        {
            return false;
        }

        foreach (ConditionReader condition in plan.When)
        {
            if (!condition.Holds(run, place))
            {
                return false;
            }
        }

        run.Attribute = rule;
        int before = run.Issues.Issues.Count;
        Value value = rule.Codec.Read(run, place, plan.Fields);
        if (value.IsNone)
        {
            // What is there and wrong has been said; that it is missing would be untrue.
            if (rule.Required && rule.DefaultIn.IsNone && !run.Issues.Issues.Skip(before).Any(i => i.Severity == Severity.Error))
            {
                run.Issues.Add(new Issue(TranslationIssues.MissingField, $"the message has no {string.Join(", ", rule.Fields)}")
                {
                    Position = run.Tree.PositionOf(place),
                    Path = $"{run.Record!.Name}.{rule.Attribute.Name}",
                });
            }

            if (rule.DefaultIn.IsNone)
            {
                return false;
            }

            record.Set(rule.Attribute, rule.DefaultIn);
            run.Trace?.Add(new TraceStep(recordIndex, run.Record!.Name, rule.Attribute, "", "", rule.DefaultIn, "default"));
            return false;
        }

        record.Set(rule.Attribute, value);
        if (run.Today is { } today && !rule.Attribute.Validator.Check(in value, today, run.RuleIssues))
        {
            ReportRules(run, plan, place);
        }

        if (run.Trace is not null)
        {
            Explain(run, plan, place, recordIndex, value);
        }

        return rule.Codec is not ConstantField;
    }

    // A rule knows the attribute; where the value stands is looked up only when there is something to report.
    private static void ReportRules(ReadRun run, AttributePlan plan, int place)
    {
        int node = plan.Fields.Length == 0 ? 0 : plan.Fields[0].First(run.Tree, run.Root, place);
        foreach (Issue issue in run.RuleIssues.Issues)
        {
            // The codec has said so already, with the source's code in it.
            if (ReferenceEquals(issue.Code, ValueIssues.UnmappedCode))
            {
                continue;
            }

            run.Issues.Add(issue with { Position = run.Tree.PositionOf(node == 0 ? place : node), Path = run.PathOf(node) });
        }

        run.RuleIssues.Clear();
    }

    private static void Explain(ReadRun run, AttributePlan plan, int place, int recordIndex, Value value)
    {
        List<string> texts = [];
        foreach (PathReader field in plan.Fields)
        {
            int node = field.First(run.Tree, run.Root, place);
            texts.Add(node == 0 ? "" : run.Tree.Kind(node) switch
            {
                NodeKind.True => "true",
                NodeKind.False => "false",
                _ => run.Tree.String(node),
            });
        }

        run.Trace!.Add(new TraceStep(
            recordIndex,
            run.Record!.Name,
            plan.Rule.Attribute,
            string.Join(" + ", plan.Rule.Fields),
            string.Join(" + ", texts),
            value,
            plan.Rule.Codec.How));
    }

    private static void ReportMissing(ReadRun run, RecordPlan plan) =>
        run.Issues.Add(TranslationIssues.MissingRecord, $"the message has no {plan.Rule.Name} ({plan.Rule.Type.Name})", default, plan.Place.Path.ToString());

    private void ReadFacts(ReadRun run, Bundle bundle)
    {
        foreach ((MessageFact fact, PathReader field, ValueCodec codec) in Facts)
        {
            int node = field.First(run.Tree, run.Root, run.Root);
            if (node == 0)
            {
                continue;
            }

            run.Tree.MarkUsed(node);
            Value value = codec.Read(run.Tree.Text(node), node, run);
            if (!value.IsNone)
            {
                bundle.Facts = fact switch
                {
                    MessageFact.Id => bundle.Facts with { MessageId = value.ToString() },
                    MessageFact.Correlation => bundle.Facts with { CorrelationId = value.ToString() },
                    MessageFact.Sender => bundle.Facts with { Sender = value.ToString() },
                    MessageFact.Recipient => bundle.Facts with { Recipient = value.ToString() },
                    _ => value.Form == ValueForm.Instant ? bundle.Facts with { SentAt = value.AsInstant } : bundle.Facts,
                };
            }
        }
    }
}
