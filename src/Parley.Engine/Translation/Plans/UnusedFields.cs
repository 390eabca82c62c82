using Parley.Engine.Formats;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Plans;

/// <summary>Reports what a translation did not use of a message, except what the definition says is knowingly unused.</summary>
internal sealed class UnusedFields
{
    private readonly Dictionary<Shape, HashSet<string>> _unknownAllowed = [];
    private readonly HashSet<Shape> _shapesAllowed = [];

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

            string path = parent.Path.Length == 0 ? field.Name : $"{parent.Path}.{field.Name}";
            Add(run, path, field.Sample, tree.PositionAt(field.Offset));
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
                Add(run, shape.Path, tree.Kind(node) switch { NodeKind.True => "true", NodeKind.False => "false", _ => tree.String(node) }, tree.PositionOf(node));
            }
        }
    }

    private bool IsAllowed(Shape shape)
    {
        if (_shapesAllowed.Count == 0)
        {
            return false;
        }

        for (Shape? at = shape; at is not null; at = at.Parent)
        {
            if (_shapesAllowed.Contains(at))
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(ReadRun run, string path, string sample, SourcePosition position)
    {
        string shown = sample.Length == 0 ? "" : $" ({(sample.Length > 40 ? sample[..37] + "..." : sample)})";
        run.Issues.Add(new Issue(TranslationIssues.FieldNotUsed, $"nothing uses {path}{shown}")
        {
            Position = position,
            Path = path,
            LosesData = true,
        });
    }
}
