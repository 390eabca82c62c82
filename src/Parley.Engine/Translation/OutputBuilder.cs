using Parley.Engine.Formats;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Output;
using Parley.Engine.Translation.Paths;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation;

/// <summary>Builds the tree of output from the rules: every path of every rule leads to a place, and the places are written in the shapes' order.</summary>
internal sealed class OutputBuilder(ShapeBuilder shapes)
{
    private readonly Dictionary<RecordPlan, (OutBody Body, Shape Shape)> _places = [];
    private readonly Dictionary<OutBody, (OutBody Body, Shape Shape)> _around = [];
    private (OutBody Body, Shape Shape) _root;

    /// <summary>What is written at the document.</summary>
    public OutBody Document { get; } = new();

    public void SetRoot(FieldPath path) => _root = Walk((Document, shapes.Document), path.Segments);

    /// <summary>Finds where a record's fields are written; parents first.</summary>
    public void AddPlace(RecordPlan plan)
    {
        (OutBody Body, Shape Shape) above = plan.Rule.Place.FromRoot || plan.Parent is null ? _root : _places[plan.Parent];
        IReadOnlyList<PathSegment> segments = plan.Rule.Place.Segments;
        if (!plan.Rule.Each || segments.Count == 0)
        {
            _places[plan] = Walk(above, segments);
            return;
        }

        (OutBody body, Shape shape) = Walk(above, [.. segments.SkipLast(1)]);
        PathSegment last = segments[^1];
        OutItem item = ListItem(body, shape, last, "each " + plan.Rule.Name, out Shape itemShape);
        item.Each = plan;
        _places[plan] = (item.Body, itemShape);
    }

    public void AddAttribute(RecordPlan plan, AttributePlan attribute)
    {
        AttributeRule rule = attribute.Rule;
        foreach (ConditionRule condition in rule.When.Where(c => c.Values.Count > 0 && !c.Negated))
        {
            Add(_places[plan], condition.Path, new FlagOut(plan, rule, condition));
        }

        for (int part = 0; part < rule.Fields.Count; part++)
        {
            FieldPath path = rule.Fields[part];
            (OutBody Body, Shape Shape) place = From(path, _places[plan]);
            int list = path.LastList;
            if (list < 0)
            {
                bool outside = (path.FromRoot || path.Up > 0) && plan.Lineage.Any(l => l.Rule.Each);
                Walk(place, path.Segments).Body.Content.Add(new AttributeOut(plan, rule, part, false, outside));
                continue;
            }

            (OutBody body, Shape shape) = Walk(place, [.. path.Segments.Take(list)]);
            PathSegment segment = path.Segments[list];

            // Single values with the same predicate share an item; an attribute of many values has its own items.
            bool own = rule.Codec is not PositionField && (rule.Attribute.Many || segment.Predicate is null);
            string key = own ? $"values of {plan.Rule.Name}.{rule.Attribute.Name}" : segment.ToString();
            OutItem item = ListItem(body, shape, segment, key, out Shape itemShape);
            if (own)
            {
                item.Values = (plan, rule);
            }

            Walk((item.Body, itemShape), [.. path.Segments.Skip(list + 1)]).Body.Content.Add(new AttributeOut(plan, rule, part, own));
        }
    }

    public void AddFlag(RecordPlan plan, ConditionRule condition) => Add(_places[plan], condition.Path, new FlagOut(plan, null, condition));

    public void AddKey(RecordPlan plan) => Add(_places[plan], plan.Rule.Key!, new KeyOut(plan));

    public void AddConstant(ConstantRule rule) => Add(_root, rule.Path, new ConstantOut(rule.Value, rule.Kind, rule.Always));

    public void AddConstant(RecordPlan plan, ConstantRule rule) => Add(_places[plan], rule.Path, new ConstantOut(rule.Value, rule.Kind, rule.Always));

    public void AddFact(FactRule rule) => Add(_root, rule.Path, new FactOut(rule.Fact, rule.Codec));

    public void AddLink(LinkPlan link, LinkPlan[] all)
    {
        LinkRule rule = link.Rule;
        if (rule.Element is not null)
        {
            AddElement(link);
            return;
        }

        if (rule.By is not null)
        {
            foreach (RecordPlan holder in rule.ByOnTo ? link.To : link.From)
            {
                AddLinkItems(holder, rule.By, new LinkItems(link, holder, !rule.ByOnTo, false, []));
            }
        }

        if (rule.RoleField is not null)
        {
            foreach (RecordPlan plan in rule.RoleFieldOnTo ? link.To : link.From)
            {
                LinkPlan[] beside = [.. all.Where(l => !ReferenceEquals(l, link) && l.Rule.RoleField is not null && (l.From.Contains(plan) || l.To.Contains(plan)))];
                AddLinkItems(plan, rule.RoleField, new LinkItems(link, plan, !rule.RoleFieldOnTo, true, beside));
            }
        }
    }

    private void AddElement(LinkPlan link)
    {
        IReadOnlyList<PathSegment> segments = link.Rule.Element!.Segments;
        (OutBody body, Shape shape) = Walk(_root, [.. segments.SkipLast(1)]);
        OutItem item = ListItem(body, shape, segments[^1], "links " + link.Rule.Position, out Shape itemShape);
        item.Element = link;
        (OutBody, Shape) place = (item.Body, itemShape);
        Add(place, link.Rule.ElementFrom!, new ElementOut(link, LinkPart.From));
        Add(place, link.Rule.ElementTo!, new ElementOut(link, LinkPart.To));
        if (link.Rule.RoleField is not null)
        {
            Add(place, link.Rule.RoleField, new ElementOut(link, LinkPart.Role));
        }
    }

    private void AddLinkItems(RecordPlan plan, FieldPath path, LinkItems items)
    {
        (OutBody Body, Shape Shape) place = From(path, _places[plan]);
        int list = path.LastList;
        if (list < 0)
        {
            Walk(place, path.Segments).Body.Content.Add(new LinkOut(items));
            return;
        }

        (OutBody body, Shape shape) = Walk(place, [.. path.Segments.Take(list)]);
        OutItem item = ListItem(body, shape, path.Segments[list], $"links of {plan.Rule.Name} by {path}", out Shape itemShape);
        item.Links = items;
        Walk((item.Body, itemShape), [.. path.Segments.Skip(list + 1)]).Body.Content.Add(new ItemOut());
    }

    private void Add((OutBody Body, Shape Shape) place, FieldPath path, OutValue value) =>
        Walk(From(path, place), path.Segments).Body.Content.Add(value);

    private (OutBody Body, Shape Shape) Walk((OutBody Body, Shape Shape) from, IReadOnlyList<PathSegment> segments)
    {
        (OutBody body, Shape shape) = from;
        foreach (PathSegment segment in segments)
        {
            if (segment.IsList || segment.Index >= 0)
            {
                body = ListItem(body, shape, segment, segment.ToString(), out shape).Body;
            }
            else
            {
                (OutBody, Shape) around = (body, shape);
                shape = shapes.Child(shape, segment);
                body = body.Slot(shape).Item("").Body;
                _around[body] = around;
            }
        }

        return (body, shape);
    }

    // Where a path starts: at the message's root, at the place, or so many steps around it.
    private (OutBody Body, Shape Shape) From(FieldPath path, (OutBody Body, Shape Shape) place)
    {
        for (int i = 0; i < path.Up && _around.TryGetValue(place.Body, out (OutBody Body, Shape Shape) around); i++)
        {
            place = around;
        }

        return path.FromRoot ? _root : place;
    }

    private OutItem ListItem(OutBody body, Shape shape, PathSegment segment, string key, out Shape itemShape)
    {
        itemShape = shapes.Child(shape, segment);
        OutSlot slot = body.Slot(itemShape);
        slot.IsList = true;
        OutItem item = slot.Item(key, segment.Index >= 0 ? segment.Index : int.MaxValue);
        _around[item.Body] = (body, shape);
        if (segment.Predicate is { Negated: false } predicate && item.Body.IsLeaf && item.Body.Content.Count == 0)
        {
            (OutBody Body, Shape Shape) at = (item.Body, itemShape);
            foreach (PathSegment step in predicate.Field.Segments)
            {
                at = Walk(at, [step]);
                at.Body.IsOfPredicate = true;
            }

            at.Body.Content.Add(new ConstantOut(predicate.Values[0], KindOf(predicate.Values[0])));
        }

        return item;
    }

    private static ScalarKind KindOf(string text) => text is "true" or "false" ? ScalarKind.Boolean : ScalarKind.Text;
}
