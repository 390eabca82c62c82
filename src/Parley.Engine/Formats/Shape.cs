using System.Text;

namespace Parley.Engine.Formats;

/// <summary>
/// One place in a message's structure: a JSON property, an XML element or attribute, a column. The tree of shapes is what a translation
/// knows of a message type; readers follow it while they parse, so that names are looked up once and never stored.
/// </summary>
/// <remarks>Built while a translation is compiled, then frozen and shared by any number of readers and writers.</remarks>
public sealed class Shape
{
    private readonly List<Shape> _children = [];
    private Utf8Map<Shape>? _byName;

    private Shape(Shape? parent, string name, string? xmlNamespace, bool isAttribute)
    {
        Parent = parent;
        Name = name;
        Namespace = xmlNamespace;
        IsAttribute = isAttribute;
        Ordinal = parent?._children.Count ?? 0;
    }

    /// <summary>The name: property, local name, column; empty for the root.</summary>
    public string Name { get; }

    /// <summary>The XML namespace the name must be in; empty for none, null when the format has none or any will do.</summary>
    public string? Namespace { get; }

    /// <summary>True for an XML attribute.</summary>
    public bool IsAttribute { get; }

    /// <summary>The shape it stands in; null for the root.</summary>
    public Shape? Parent { get; }

    /// <summary>Its place among the parent's children, which is also its slot in a node.</summary>
    public int Ordinal { get; }

    /// <summary>The children, in the order they were first named; on writing, in the order of the output.</summary>
    public IReadOnlyList<Shape> Children => _children;

    /// <summary>How many children there are; readers ask for every node.</summary>
    internal int ChildCount { get; private set; }

    /// <summary>The format of a message carried as text within this place, or null: the children are then those of the inner message's root.</summary>
    public MessageFormat? Embedded { get; set; }

    /// <summary>True when it stands for every member of an object that no sibling names, as in <c>{"P1": …, "P2": …}</c>; see <see cref="MemberName"/>.</summary>
    public bool IsMember { get; set; }

    /// <summary>How often a name is expected where a format would else take it for a mistake (a column); 0 for names that stand once.</summary>
    public int Repeats { get; set; }

    /// <summary>The child that stands for all members that no other child names, or null; known once frozen.</summary>
    internal Shape? Members { get; private set; }

    /// <summary>The child that stands for a member's own name, or null; known once frozen.</summary>
    internal Shape? MemberName { get; private set; }

    /// <summary>True once no more children can be added.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>What a writer has prepared for this place (an encoded name, start and end tags); owned by the writer of the shape's tree.</summary>
    internal object? Prepared { get; set; }

    /// <summary>Makes the root of a tree.</summary>
    public static Shape Root() => new(null, "", null, false);

    /// <summary>The child of a name, added when it is not there yet.</summary>
    public Shape Child(string name, string? xmlNamespace = null, bool isAttribute = false)
    {
        Shape? found = Find(name, xmlNamespace, isAttribute);
        if (found is not null)
        {
            return found;
        }

        if (IsFrozen)
        {
            throw new InvalidOperationException($"The shape {Path} is frozen.");
        }

        Shape child = new(this, name, xmlNamespace, isAttribute);
        _children.Add(child);
        ChildCount++;
        return child;
    }

    /// <summary>The child of a name, or null.</summary>
    public Shape? Find(string name, string? xmlNamespace, bool isAttribute) => _children.Find(c =>
        c.IsAttribute == isAttribute
        && string.Equals(c.Name, name, StringComparison.Ordinal)
        && string.Equals(c.Namespace, xmlNamespace, StringComparison.Ordinal));

    /// <summary>The child of a name given in UTF-8, for formats without namespaces, or null. The tree must be frozen.</summary>
    public Shape? Find(ReadOnlySpan<byte> utf8Name) => _byName!.Find(utf8Name);

    /// <summary>Ends building, of this shape and all below it.</summary>
    public void Freeze()
    {
        if (IsFrozen)
        {
            return;
        }

        IsFrozen = true;
        _byName = new Utf8Map<Shape>(_children
            .Where(c => !c.IsAttribute && !c.IsMember)
            .DistinctBy(c => c.Name)
            .Select(c => KeyValuePair.Create(c.Name, c)));
        Members = _children.Find(c => c.IsMember);
        MemberName = IsMember ? _children.Find(c => c.IsAttribute) : null;
        foreach (Shape child in _children)
        {
            child.Freeze();
        }
    }

    /// <summary>The path from the root, in the notation of translations: <c>caller.address.@type</c>.</summary>
    public string Path
    {
        get
        {
            if (Parent is null)
            {
                return "";
            }

            StringBuilder path = new(Parent.Path);
            if (path.Length > 0)
            {
                path.Append('.');
            }

            return path.Append(IsAttribute ? "@" : "").Append(Name).ToString();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? "(root)" : Path;
}
