using System.Xml;

namespace Parley.Engine.Formats.Xml;

/// <summary>A shape as the XML reader looks for it: names as the parser's name table has them, so that they compare by reference.</summary>
internal sealed class XmlReadPlace
{
    private readonly string _localName;
    private readonly string? _namespace;
    private readonly XmlReadPlace[] _elements;
    private readonly XmlReadPlace[] _attributes;

    /// <summary>Prepares a shape and all below it.</summary>
    public XmlReadPlace(Shape shape, XmlNameTable names)
    {
        Shape = shape;
        _localName = names.Add(shape.Name);
        _namespace = shape.Namespace is null ? null : names.Add(shape.Namespace);

        // A carried message may also stand in its field as it is, when it is XML too; other formats' children are no elements.
        // A shape that names its namespace goes before one that takes any.
        XmlReadPlace[] all = shape.Embedded is null or XmlFormat
            ? [.. shape.Children.OrderBy(c => c.Namespace is null).Select(c => new XmlReadPlace(c, names))]
            : [];
        _elements = [.. all.Where(p => !p.Shape.IsAttribute)];
        _attributes = [.. all.Where(p => p.Shape.IsAttribute)];
    }

    /// <summary>The shape.</summary>
    public Shape Shape { get; }

    /// <summary>Whether it knows any child elements.</summary>
    public bool HasElements => _elements.Length > 0;

    /// <summary>The child element of a name from the parser, or null.</summary>
    public XmlReadPlace? FindElement(string localName, string namespaceUri) => Find(_elements, localName, namespaceUri);

    /// <summary>The attribute of a name from the parser, or null.</summary>
    public XmlReadPlace? FindAttribute(string localName, string namespaceUri) => Find(_attributes, localName, namespaceUri);

    private static XmlReadPlace? Find(XmlReadPlace[] places, string localName, string namespaceUri)
    {
        foreach (XmlReadPlace place in places)
        {
            if (ReferenceEquals(place._localName, localName)
                && (place._namespace is null || ReferenceEquals(place._namespace, namespaceUri)))
            {
                return place;
            }
        }

        return null;
    }
}
