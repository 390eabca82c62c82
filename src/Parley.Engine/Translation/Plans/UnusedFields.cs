using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Plans;

/// <summary>Reports what a translation did not use of a message, except what the definition says is knowingly unused.</summary>
/// <param name="root">The place that the translation's paths start from.</param>
/// <param name="namespaces">The namespaces of the translation by prefix, the empty prefix for names without one.</param>
internal sealed class UnusedFields(Shape root, IReadOnlyDictionary<string, string> namespaces)
{
    private readonly Dictionary<Shape, HashSet<string>> _unknownAllowed = [];
    private readonly HashSet<Shape> _shapesAllowed = [];
    private readonly HashSet<string> _anywhereAllowed = new(StringComparer.Ordinal);

    /// <summary>Says that all at and below a shape is knowingly unused.</summary>
    public void Allow(Shape shape) => _shapesAllowed.Add(shape);

    /// <summary>Says that a name below a shape is knowingly unused; <c>*</c> stands for every name.</summary>
    public void Allow(Shape parent, string name)
    {
        if (!_unknownAllowed.TryGetValue(parent, out HashSet<string>? names))
        {
            _unknownAllowed[parent] = names = new HashSet<string>(StringComparer.Ordinal);
        }

        names.Add(name);
    }

    /// <summary>Says that a name is knowingly unused wherever it stands, with all below it.</summary>
    /// <param name="name">The name as a path says it: with its prefix, and <c>@</c> before an XML attribute.</param>
    public void AllowAnywhere(string name) => _anywhereAllowed.Add(name);

    /// <summary>Reports to the run's issues.</summary>
    public void Report(ReadRun run)
    {
        MessageTree tree = run.Tree;
        foreach (UnknownField field in tree.Unknown)
        {
            Shape parent = tree.ShapeOf(field.Parent);
            if (IsAllowed(parent) || (_unknownAllowed.TryGetValue(parent, out HashSet<string>? names) && (names.Contains(field.Name) || names.Contains("*"))))
            {
                continue;
            }

            // Blank columns and lines hold nothing.
            if (field.Sample.Length > 0 && string.IsNullOrWhiteSpace(field.Sample))
            {
                continue;
            }

            string name = Name(field.Name.TrimStart('@'), field.Namespace, field.Name.StartsWith('@'));
            if (_anywhereAllowed.Contains(name))
            {
                continue;
            }

            string path = parent.Path.Length == 0 ? field.Name : $"{parent.Path}.{field.Name}";
            Add(run, path, Said(parent, name), field.Sample, tree.PositionAt(field.Offset));
        }

        for (int node = 1; node < tree.Count; node++)
        {
            if (tree.IsUsed(node) || tree.Kind(node) is NodeKind.Null || tree.Text(node).Trim(" \t\r\n"u8).IsEmpty && tree.Kind(node) is not (NodeKind.True or NodeKind.False))
            {
                continue;
            }

            // Of a text that was taken apart, the parts are looked at.
            Shape shape = tree.ShapeOf(node);
            if (shape.Embedded is null && !IsAllowed(shape))
            {
                Add(run, shape.Path, Said(shape.Parent ?? shape, Name(shape.Name, shape.Namespace, shape.IsAttribute)), tree.Kind(node) switch { NodeKind.True => "true", NodeKind.False => "false", _ => tree.String(node) }, tree.PositionOf(node));
            }
        }
    }

    private bool IsAllowed(Shape shape)
    {
        if (_shapesAllowed.Count == 0 && _anywhereAllowed.Count == 0)
        {
            return false;
        }

        for (Shape? at = shape; at is not null; at = at.Parent)
        {
            if (_shapesAllowed.Contains(at) || (_anywhereAllowed.Count > 0 && _anywhereAllowed.Contains(Name(at.Name, at.Namespace, at.IsAttribute))))
            {
                return true;
            }
        }

        return false;
    }

    // The path as the translation would write it: from its root, with the prefixes of its namespaces.
    private string Said(Shape parent, string name)
    {
        for (Shape at = parent; at.Parent is not null && !ReferenceEquals(at, root); at = at.Parent)
        {
            name = $"{Name(at.Name, at.Namespace, at.IsAttribute)}.{name}";
        }

        return name;
    }

    // Names without a prefix are in the default namespace, attributes in none. Within a document carried as text the namespaces may be others.
    private string Name(string name, string? uri, bool isAttribute)
    {
        string quoted = new PathSegment(name, isAttribute, false, -1, null).ToString();
        if ((uri ?? "") == (isAttribute ? "" : namespaces.GetValueOrDefault("", "")) || namespaces.Count == 0)
        {
            return quoted;
        }

        string? prefix = namespaces.FirstOrDefault(n => n.Key.Length > 0 && n.Value == uri).Key;
        return prefix is null ? quoted : new PathSegment($"{prefix}:{name}", isAttribute, false, -1, null).ToString();
    }

    private static void Add(ReadRun run, string path, string said, string sample, SourcePosition position)
    {
        string shown = sample.Length == 0 ? "" : $" ({(sample.Length > 40 ? sample[..37] + "..." : sample)})";
        run.Issues.Add(new Issue(TranslationIssues.FieldNotUsed, $"nothing uses {said}{shown}")
        {
            Position = position,
            Path = path,
            LosesData = true,
        });
    }
}
