using System.Text;
using System.Xml;

namespace Parley.Engine.Formats.Xml;

/// <summary>What the XML writer has prepared for a shape: its tags, with the namespace declarations that the place needs.</summary>
internal sealed class XmlPlace
{
    private XmlPlace(string start, string end)
    {
        Start = Encoding.UTF8.GetBytes(start);
        End = Encoding.UTF8.GetBytes(end);
    }

    /// <summary>An element's start tag without its <c>&gt;</c>; for an attribute a space, the name, <c>=</c> and a quote.</summary>
    public byte[] Start { get; }

    /// <summary>The end tag; for an attribute the quote.</summary>
    public byte[] End { get; }

    /// <summary>Prepares all shapes below a root, up to those that carry a message of another format.</summary>
    /// <exception cref="ArgumentException">A shape has a name that XML does not allow.</exception>
    public static void Prepare(Shape root, XmlFormat format)
    {
        // The attributes of an element that carries a message belong to the message around it.
        foreach (Shape child in root.Children.Where(c => !c.IsAttribute))
        {
            string inherited = format.Namespaces.GetValueOrDefault("", "");
            StringBuilder declarations = new();
            foreach ((string prefix, string uri) in format.Namespaces)
            {
                // An element in no namespace cannot stand under a default one of its own; those below it that need one declare it.
                if (prefix.Length > 0 || child.Namespace != "")
                {
                    declarations.Append(prefix.Length == 0 ? " xmlns=\"" : $" xmlns:{prefix}=\"").Append(Escape(uri)).Append('"');
                }
            }

            PrepareElement(child, format, child.Namespace == "" ? "" : inherited, declarations.ToString());
        }
    }

    private static void PrepareElement(Shape shape, XmlFormat format, string defaultNamespace, string declarations)
    {
        Verify(shape);
        (string name, string declared, defaultNamespace) = NameElement(shape, format, defaultNamespace);

        // Writers of several workers may do this at once: what they set is equal, and each has set all before it writes.
        shape.Prepared = new XmlPlace($"<{name}{declarations}{declared}", $"</{name}>");
        foreach (Shape child in shape.Children.Where(c => shape.Embedded is null || c.IsAttribute))
        {
            if (child.IsAttribute)
            {
                PrepareAttribute(child, format);
            }
            else
            {
                PrepareElement(child, format, defaultNamespace, "");
            }
        }
    }

    private static (string Name, string Declaration, string Default) NameElement(Shape shape, XmlFormat format, string defaultNamespace)
    {
        string uri = shape.Namespace ?? defaultNamespace;
        if (uri == defaultNamespace)
        {
            return (shape.Name, "", defaultNamespace);
        }

        return PrefixOf(uri, format) is { } prefix
            ? ($"{prefix}:{shape.Name}", "", defaultNamespace)
            : (shape.Name, $" xmlns=\"{Escape(uri)}\"", uri);
    }

    private static void PrepareAttribute(Shape shape, XmlFormat format)
    {
        Verify(shape);
        string name = (shape.Namespace ?? "", PrefixOf(shape.Namespace ?? "", format)) switch
        {
            ("", _) => shape.Name,
            ("http://www.w3.org/XML/1998/namespace", _) => "xml:" + shape.Name,
            (_, { } prefix) => $"{prefix}:{shape.Name}",
            var (uri, _) => $"xmlns:n{shape.Ordinal}=\"{Escape(uri)}\" n{shape.Ordinal}:{shape.Name}",
        };
        shape.Prepared = new XmlPlace($" {name}=\"", "\"");
    }

    private static string? PrefixOf(string uri, XmlFormat format) => format.Namespaces
        .Where(n => n.Key.Length > 0 && n.Value == uri)
        .Select(n => n.Key)
        .FirstOrDefault();

    private static string Escape(string uri) =>
        uri.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static void Verify(Shape shape)
    {
        try
        {
            XmlConvert.VerifyNCName(shape.Name);
        }
        catch (XmlException e)
        {
            throw new ArgumentException($"'{shape.Name}' is no XML name.", nameof(shape), e);
        }
    }
}
