using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Checks;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Output;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation;

/// <summary>
/// Compiles a translation's file into a <see cref="Translator"/>: 1. reads the file into a definition, every name resolved; 2. checks it
/// for what is ambiguous or lossy; 3. lays out the shapes; 4. compiles the plans of both directions.
/// </summary>
public static class TranslationCompiler
{
    /// <summary>Compiles one translation.</summary>
    /// <param name="path">The file's path relative to the workspace, for positions.</param>
    /// <param name="text">The YAML text.</param>
    /// <param name="dictionary">The dictionary, extensions included.</param>
    /// <param name="issues">Takes all faults.</param>
    /// <returns>The translator; null when an error makes it unusable.</returns>
    public static Translator? Compile(string path, string text, PoleDictionary dictionary, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        ArgumentNullException.ThrowIfNull(issues);

        // 1.
        IssueSink own = new();
        TranslationDefinition? definition = TranslationReader.Read(path, text, dictionary, own);
        Translator? translator = null;
        if (definition is not null && !own.HasErrors)
        {
            // 2.
            DefinitionChecks.Run(definition, own);

            // 3. and 4.
            translator = Compile(definition, own);
        }

        issues.AddRange(own.Issues);
        return own.HasErrors ? null : translator;
    }

    private static Translator Compile(TranslationDefinition definition, IssueSink issues)
    {
        ShapeBuilder shapes = new(definition, issues);
        PathReader root = shapes.CompileRoot();
        foreach (Paths.FieldPath ordered in definition.Order)
        {
            shapes.At(ordered);
        }

        foreach ((Paths.FieldPath embeddedPath, MessageFormat format) in definition.Embedded)
        {
            shapes.At(embeddedPath).Embedded = format;
        }

        OutputBuilder output = new(shapes);
        output.SetRoot(definition.Root);
        var facts = definition.Facts.Select(f => (f.Fact, shapes.Reader(f.Path, shapes.Root), f.Codec)).ToArray();
        foreach (FactRule fact in definition.Facts)
        {
            output.AddFact(fact);
        }

        UnusedFields unused = new(shapes.Root, definition.Namespaces);
        foreach (ConstantRule constant in definition.Constants)
        {
            AllowConstant(constant, shapes.Root, shapes, unused);
            output.AddConstant(constant);
        }

        RecordPlan[] records = Records(definition, shapes);
        LinkPlan[] links = Links(definition, shapes, records);
        LinkPlan.FindRepeats(links);
        Binding.Prepare(records, [.. links.Where(l => l.Rule.Writes)]);
        AddRecords(records, output);
        AllowWritten(records, shapes, unused);
        foreach (LinkPlan link in links)
        {
            if (link.Rule.Writes)
            {
                output.AddLink(link, links);
            }
        }

        AllowUnused(definition, shapes, unused);
        SetWithin(records, output.Document);
        output.Document.Seal();
        shapes.Document.Freeze();
        RowShapes.Report(definition.Format, shapes.Root, definition.Position, issues);
        foreach ((Paths.FieldPath embeddedPath, MessageFormat format) in definition.Embedded)
        {
            RowShapes.Report(format, shapes.At(embeddedPath), definition.Position, issues);
        }

        return new Translator(
            definition,
            shapes.Document,
            new ReadPlan { Root = root, Records = records, Links = links, Facts = facts, Unused = unused },
            new WritePlan
            {
                Records = records,
                Single = [.. records.Where(r => !r.Lineage.Any(l => l.Rule.Each))],
                Body = output.Document,
                Root = shapes.Document,
            })
        {
            Name = definition.Name,
            File = definition.File,
            Format = definition.Format,
            SubjectType = definition.Records[0].Type,
            CanRead = definition.CanRead,
            CanWrite = definition.CanWrite,
        };
    }

    private static RecordPlan[] Records(TranslationDefinition definition, ShapeBuilder shapes)
    {
        RecordPlan[] plans = new RecordPlan[definition.Records.Count];
        foreach (RecordRule rule in definition.Records)
        {
            RecordPlan? parent = rule.Parent is null ? null : plans[rule.Parent.Ordinal];
            PathReader place = shapes.Reader(rule.Place, PlaceOf(parent, shapes));
            Shape at = place.Leaf ?? PlaceOf(parent, shapes);
            plans[rule.Ordinal] = new RecordPlan
            {
                Rule = rule,
                Parent = parent,
                Place = place,
                At = at,
                Key = rule.Key is null ? null : shapes.Reader(rule.Key, at),
                When = [.. rule.When.Select(w => new ConditionReader(w, shapes.Reader(w.Path, at)))],
                Attributes = [.. rule.Attributes.Select(a => new AttributePlan(
                    a,
                    [.. a.Fields.Select(f => shapes.Reader(f, at))],
                    [.. a.When.Select(w => new ConditionReader(w, shapes.Reader(w.Path, at)))]))],
                Ancestors = parent is null ? [] : parent.Lineage,
            };
        }

        return plans;
    }

    private static Shape PlaceOf(RecordPlan? plan, ShapeBuilder shapes) => plan?.At ?? shapes.Root;

    private static LinkPlan[] Links(TranslationDefinition definition, ShapeBuilder shapes, RecordPlan[] records) =>
    [
        .. definition.Links.Select(rule =>
        {
            Shape element = rule.Element is null ? shapes.Root : shapes.Reader(rule.Element, shapes.Root).Leaf ?? shapes.Root;
            RecordPlan[] from = [.. rule.From.Select(r => records[r.Ordinal])];
            RecordPlan[] to = [.. rule.To.Select(r => records[r.Ordinal])];
            Shape roleAt = rule.Element is not null ? element : (rule.RoleFieldOnTo ? to : from)[0].At;
            return new LinkPlan
            {
                Rule = rule,
                From = from,
                To = to,
                RoleField = rule.RoleField is null ? null : shapes.Reader(rule.RoleField, roleAt),
                Roles = rule.Roles.Count == 0 ? null : new Utf8Map<LinkRole>(rule.Roles.DistinctBy(r => r.Key)),
                By = rule.By is null ? null : shapes.Reader(rule.By, (rule.ByOnTo ? to : from)[0].At),
                Element = rule.Element is null ? null : shapes.Reader(rule.Element, shapes.Root),
                ElementFrom = rule.ElementFrom is null ? null : shapes.Reader(rule.ElementFrom, element),
                ElementTo = rule.ElementTo is null ? null : shapes.Reader(rule.ElementTo, element),
                NoRole = rule.NoRole.Count == 0 ? null : new Utf8Map<string>(rule.NoRole.Select(w => KeyValuePair.Create(w, w))),
                WayBack = rule.Roles.DistinctBy(r => r.Value).ToDictionary(r => r.Value, r => Encoding.UTF8.GetBytes(r.Key)),
            };
        }),
    ];

    private static void AddRecords(RecordPlan[] records, OutputBuilder output)
    {
        foreach (RecordPlan plan in records)
        {
            output.AddPlace(plan);
            foreach (ConditionRule condition in plan.Rule.When.Where(c => c.Values.Count > 0 && !c.Negated))
            {
                output.AddFlag(plan, condition);
            }

            if (plan.Rule.Key is not null)
            {
                output.AddKey(plan);
            }

            foreach (ConstantRule constant in plan.Rule.Constants)
            {
                output.AddConstant(plan, constant);
            }

            foreach (AttributePlan attribute in plan.Attributes.Where(a => a.Rule.Writes))
            {
                output.AddAttribute(plan, attribute);
            }
        }
    }

    // The constant's own field, and those by which its path chooses items.
    private static void AllowConstant(ConstantRule constant, Shape place, ShapeBuilder shapes, UnusedFields unused)
    {
        Shape at = constant.Path.FromRoot ? shapes.Root : place;
        foreach (Paths.PathSegment segment in constant.Path.Segments)
        {
            at = shapes.Child(at, segment);
            if (segment.Predicate is not null)
            {
                unused.Allow(shapes.Reader(segment.Predicate.Field, at).Leaf ?? at);
            }
        }

        unused.Allow(at);
    }

    private static void AllowWritten(RecordPlan[] records, ShapeBuilder shapes, UnusedFields unused)
    {
        foreach (RecordPlan plan in records)
        {
            // What is only written was made from something that is read elsewhere.
            foreach (Shape? written in plan.Attributes.Where(a => !a.Rule.Reads).SelectMany(a => a.Fields).Select(f => f.Leaf))
            {
                unused.Allow(written ?? plan.At);
            }

            foreach (ConstantRule constant in plan.Rule.Constants)
            {
                AllowConstant(constant, plan.At, shapes, unused);
            }
        }
    }

    // Each list of records knows which rules stand once within each of its items.
    private static void SetWithin(RecordPlan[] records, OutBody document)
    {
        foreach (OutItem item in document.AllItems().Where(i => i.Each is not null))
        {
            item.Within.AddRange(records.Where(r =>
                !ReferenceEquals(r, item.Each)
                && !r.Rule.Each
                && ReferenceEquals(r.Lineage.LastOrDefault(l => l.Rule.Each), item.Each)));
        }
    }

    private static void AllowUnused(TranslationDefinition definition, ShapeBuilder shapes, UnusedFields unused)
    {
        foreach (UnusedRule rule in definition.Unused)
        {
            if (rule.Path.Segments is [{ Name: "**" }, var anywhere])
            {
                unused.AllowAnywhere(anywhere.ToString());
                continue;
            }

            Shape at = shapes.Root;
            for (int i = 0; i < rule.Path.Segments.Count; i++)
            {
                Paths.PathSegment segment = rule.Path.Segments[i];
                // At the end it stands for every unknown name; before that, for the members of an object, as in other paths.
                if (segment.Name == "*" && i == rule.Path.Segments.Count - 1)
                {
                    unused.Allow(at, "*");
                    break;
                }

                at = shapes.Child(at, segment);
                if (i == rule.Path.Segments.Count - 1)
                {
                    unused.Allow(at);
                }
            }
        }
    }
}
