using Parley.Engine.Formats;
using Parley.Engine.Formats.Json;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Paths;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation;

/// <summary>Turns paths into shapes and compiled readers while a translation is compiled.</summary>
internal sealed class ShapeBuilder(TranslationDefinition definition, IssueSink issues)
{
    private readonly string _format = definition.Format.Name;
    private readonly HashSet<string> _unknownPrefixes = [];

    /// <summary>The document.</summary>
    public Shape Document { get; } = Shape.Root();

    /// <summary>The place that paths start from.</summary>
    public Shape Root { get; private set; } = null!;

    /// <summary>Compiles the path from the document to the root.</summary>
    public PathReader CompileRoot()
    {
        PathReader reader = Reader(definition.Root, Document);
        Root = reader.Leaf ?? Document;
        return reader;
    }

    /// <summary>Compiles a path that starts at a place, or at the root.</summary>
    public PathReader Reader(FieldPath path, Shape place)
    {
        Shape at = path.FromRoot ? Root : Outwards(place, path);
        PathReader.Step[] steps = new PathReader.Step[path.Segments.Count];
        for (int i = 0; i < steps.Length; i++)
        {
            PathSegment segment = path.Segments[i];
            at = Child(at, segment);
            PredicateReader? predicate = segment.Predicate is null ? null : new PredicateReader(
                Reader(segment.Predicate.Field, at), segment.Predicate.Values, segment.Predicate.Negated);
            steps[i] = new PathReader.Step(at, segment.Index, predicate);
        }

        return new PathReader(path, steps);
    }

    /// <summary>The shape that a step leads to.</summary>
    public Shape Child(Shape at, PathSegment segment)
    {
        switch (FormatAt(at))
        {
            case "xml":
                break;
            case "json":
                return Member(at, segment);
            default:
                return Column(at, segment);
        }

        int colon = segment.Name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            string? own = segment.IsAttribute ? "" : definition.Namespaces.GetValueOrDefault("");
            return at.Child(segment.Name, own, segment.IsAttribute);
        }

        string prefix = segment.Name[..colon];
        string local = segment.Name[(colon + 1)..];
        if (prefix == "xml")
        {
            return at.Child(local, "http://www.w3.org/XML/1998/namespace", segment.IsAttribute);
        }

        if (!definition.Namespaces.TryGetValue(prefix, out string? uri))
        {
            if (_unknownPrefixes.Add(prefix))
            {
                issues.Add(TranslationIssues.UnknownPrefix, $"the prefix '{prefix}' has no namespace", definition.Position, segment.Name);
            }

            uri = "";
        }

        return at.Child(local, uri, segment.IsAttribute);
    }

    /// <summary>The shape at a path, for order, unused fields and embedded messages.</summary>
    public Shape At(FieldPath path)
    {
        Shape at = Root;
        foreach (PathSegment segment in path.Segments)
        {
            at = Child(at, segment);
        }

        return at;
    }

    private Shape Outwards(Shape place, FieldPath path)
    {
        Shape at = place;
        for (int i = 0; i < path.Up; i++)
        {
            if (at.Parent is null)
            {
                issues.Add(TranslationIssues.BadPath, $"'{path}' leads out of the message", definition.Position, path.ToString());
                return at;
            }

            at = at.Parent;
        }

        return at;
    }

    // '*' stands for all members of an object, '@key' below it for a member's name.
    private static Shape Member(Shape at, PathSegment segment)
    {
        Shape child = at.Child(segment.Name, null, segment.IsAttribute && at.IsMember && segment.Name == JsonFormat.Key);
        child.IsMember |= segment.Name == JsonFormat.Member;
        return child;
    }

    // A column that is taken by its place, or as a list, may stand more than once.
    private static Shape Column(Shape at, PathSegment segment)
    {
        Shape child = at.Child(segment.Name);
        child.Repeats = Math.Max(child.Repeats, segment.Index >= 0 ? segment.Index + 1 : segment.IsList ? 1 : 0);
        return child;
    }

    private string FormatAt(Shape at)
    {
        for (Shape? s = at; s is not null; s = s.Parent)
        {
            if (s.Embedded is not null)
            {
                return s.Embedded.Name;
            }
        }

        return _format;
    }
}
