using System.Globalization;
using System.Xml.Linq;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>Reads the fields that an XML Schema describes. Schemas that it imports or includes are looked for among the files given.</summary>
internal sealed class XsdSource
{
    private const int MostDepth = 14;
    private static readonly XNamespace Xs = "http://www.w3.org/2001/XMLSchema";

    private readonly Dictionary<(string Kind, XName Name), XElement> _global = [];
    private readonly XmlNames _names = new();
    private readonly IssueSink _issues;
    private readonly HashSet<string> _missing = [];

    private XsdSource(IssueSink issues) => _issues = issues;

    public static SourceMessage? Read(DraftRequest request, IssueSink issues)
    {
        XsdSource source = new(issues);
        XElement[] schemas = [.. request.Files.Select(f => XmlSamples.Load(f, issues)?.Root).OfType<XElement>().Where(r => r.Name == Xs + "schema")];
        if (schemas.Length == 0)
        {
            issues.Add(DraftIssues.Unreadable, "there is no xs:schema in the files", new SourcePosition(request.Files[0].Path, 0, 0));
            return null;
        }

        foreach (XElement schema in schemas)
        {
            source.Index(schema);
        }

        XElement? root = Root(schemas, request.Schema);
        if (root is null)
        {
            issues.Add(DraftIssues.UnknownSchema, $"there is no element '{request.Schema}'; there are {string.Join(", ", source._global.Keys.Where(k => k.Kind == "element").Select(k => k.Name.LocalName))}");
            return null;
        }

        SourceField field = new("");
        string local = (string)root.Attribute("name")!;
        string name = source._names.Of(Target(root), local);
        source.Type(field, root, 0);
        return new SourceMessage(field, source._names.Format(name), [local]);
    }

    private void Index(XElement schema)
    {
        string target = Target(schema);
        foreach (XAttribute declared in schema.Attributes().Where(a => a.IsNamespaceDeclaration && a.Value != Xs.NamespaceName))
        {
            _names.Propose(declared.Value, declared.Name.LocalName == "xmlns" ? "" : declared.Name.LocalName);
        }

        foreach (XElement child in schema.Elements().Where(e => e.Attribute("name") is not null))
        {
            string kind = child.Name.LocalName is "complexType" or "simpleType" ? "type" : child.Name.LocalName;
            _global.TryAdd((kind, XName.Get((string)child.Attribute("name")!, target)), child);
        }
    }

    // The element named; else the first of the first file that no other element refers to.
    private static XElement? Root(XElement[] schemas, string? name)
    {
        XElement[] elements = [.. schemas.SelectMany(s => s.Elements(Xs + "element"))];
        if (name is not null)
        {
            return Array.Find(elements, e => (string?)e.Attribute("name") == name);
        }

        HashSet<string> referred = [.. schemas.SelectMany(s => s.Descendants(Xs + "element")).Select(e => (string?)e.Attribute("ref")).OfType<string>().Select(r => r[(r.IndexOf(':', StringComparison.Ordinal) + 1)..])];
        return Array.Find(elements, e => !referred.Contains((string?)e.Attribute("name") ?? "")) ?? elements.FirstOrDefault();
    }

    // What an element or attribute may hold: by its own type, or the one it names.
    private void Type(SourceField field, XElement declaration, int depth)
    {
        field.Description = Documentation(declaration) ?? field.Description;
        if (depth > MostDepth)
        {
            return;
        }

        if (declaration.Element(Xs + "complexType") is { } complex)
        {
            Complex(field, complex, depth);
        }
        else if (declaration.Element(Xs + "simpleType") is { } simple)
        {
            Simple(field, simple);
        }
        else if ((string?)declaration.Attribute("type") is { } type)
        {
            Named(field, declaration, type, depth);
        }
        else
        {
            field.HasValue = true;
        }
    }

    private void Named(SourceField field, XElement at, string type, int depth)
    {
        XName name = Resolve(at, type);
        if (name.Namespace == Xs)
        {
            BuiltIn(field, name.LocalName);
        }
        else if (Find("type", name) is { } definition)
        {
            field.Description = field.Description.Length > 0 ? field.Description : Documentation(definition) ?? "";
            if (definition.Name.LocalName == "complexType")
            {
                Complex(field, definition, depth + 1);
            }
            else
            {
                Simple(field, definition);
            }
        }
    }

    private void Complex(SourceField field, XElement type, int depth)
    {
        foreach (XElement part in type.Elements())
        {
            switch (part.Name.LocalName)
            {
                case "sequence" or "choice" or "all" or "group":
                    Content(field, part, IsMany(part), part.Name.LocalName == "choice", depth);
                    break;
                case "attribute" or "attributeGroup":
                    Attribute(field, part, depth);
                    break;
                case "simpleContent" or "complexContent":
                    foreach (XElement derived in part.Elements())
                    {
                        if ((string?)derived.Attribute("base") is { } type2)
                        {
                            Named(field, derived, type2, depth + 1);
                        }

                        Complex(field, derived, depth + 1);
                    }

                    break;
            }
        }
    }

    private void Content(SourceField field, XElement particle, bool many, bool optional, int depth)
    {
        if (depth > MostDepth)
        {
            return;
        }

        if (particle.Name.LocalName == "group" && (string?)particle.Attribute("ref") is { } reference)
        {
            if (Find("group", Resolve(particle, reference)) is { } group)
            {
                foreach (XElement inner in group.Elements().Where(e => e.Name.LocalName is "sequence" or "choice" or "all"))
                {
                    Content(field, inner, many || IsMany(inner), optional, depth + 1);
                }
            }

            return;
        }

        foreach (XElement part in particle.Elements())
        {
            if (part.Name.LocalName is "sequence" or "choice" or "all" or "group")
            {
                Content(field, part, many || IsMany(part), optional || part.Name.LocalName == "choice", depth + 1);
            }
            else if (part.Name.LocalName == "element")
            {
                Element(field, part, many, optional, depth);
            }
        }
    }

    private void Element(SourceField field, XElement part, bool many, bool optional, int depth)
    {
        XElement? declaration = part;
        string space = IsQualified(part, "elementFormDefault", "form") ? Target(part) : "";
        string? name = (string?)part.Attribute("name");
        if ((string?)part.Attribute("ref") is { } reference)
        {
            XName target = Resolve(part, reference);
            declaration = Find("element", target);
            (name, space) = (target.LocalName, target.NamespaceName);
        }

        if (name is null || declaration is null)
        {
            return;
        }

        SourceField child = field.Child(_names.Of(space, name));
        child.Repeated |= many || IsMany(part);
        child.Required = !optional && (string?)part.Attribute("minOccurs") != "0";
        Type(child, declaration, depth + 1);
    }

    private void Attribute(SourceField field, XElement part, int depth)
    {
        if (part.Name.LocalName == "attributeGroup")
        {
            if ((string?)part.Attribute("ref") is { } groupName && Find("attributeGroup", Resolve(part, groupName)) is { } group)
            {
                foreach (XElement inner in group.Elements().Where(e => e.Name.LocalName is "attribute" or "attributeGroup"))
                {
                    Attribute(field, inner, depth + 1);
                }
            }

            return;
        }

        XElement? declaration = part;
        string space = IsQualified(part, "attributeFormDefault", "form") ? Target(part) : "";
        string? name = (string?)part.Attribute("name");
        if ((string?)part.Attribute("ref") is { } reference)
        {
            XName target = Resolve(part, reference);
            declaration = Find("attribute", target);
            (name, space) = (target.LocalName, target.NamespaceName);
        }

        if (name is not null && declaration is not null)
        {
            SourceField child = field.Child(_names.Of(space, name), true);
            child.Required = (string?)part.Attribute("use") == "required";
            child.HasValue = true;
            Type(child, declaration, depth + 1);
        }
    }

    private void Simple(SourceField field, XElement type)
    {
        field.HasValue = true;
        if (type.Element(Xs + "union") is { } union)
        {
            foreach (XElement member in union.Elements(Xs + "simpleType"))
            {
                Simple(field, member);
            }
        }

        if (type.Element(Xs + "restriction") is not { } restriction)
        {
            return;
        }

        foreach (XElement value in restriction.Elements(Xs + "enumeration"))
        {
            string code = (string?)value.Attribute("value") ?? "";
            if (code.Length > 0 && !field.Enumeration.Exists(e => e.Code == code))
            {
                field.Enumeration.Add((code, Documentation(value) ?? ""));
            }
        }

        if (int.TryParse((string?)restriction.Element(Xs + "maxLength")?.Attribute("value"), NumberStyles.None, CultureInfo.InvariantCulture, out int most))
        {
            field.MaxLength = most;
        }

        if ((string?)restriction.Attribute("base") is { } type2)
        {
            Named(field, restriction, type2, 0);
        }
    }

    private static void BuiltIn(SourceField field, string type)
    {
        field.HasValue = true;
        field.Format = type switch
        {
            "date" or "gYear" or "gYearMonth" => "date",
            "dateTime" => "date-time",
            "time" => "time",
            "boolean" => "boolean",
            "decimal" or "integer" or "int" or "long" or "short" or "nonNegativeInteger" or "positiveInteger" or "unsignedInt" or "unsignedShort" or "unsignedByte" or "byte" or "double" or "float" => "number",
            _ => field.Format,
        };
    }

    private XElement? Find(string kind, XName name)
    {
        if (_global.TryGetValue((kind, name), out XElement? found))
        {
            return found;
        }

        if (_missing.Add($"{kind} {name}"))
        {
            _issues.Add(DraftIssues.Unresolved, $"the {kind} '{name.LocalName}' of namespace '{name.NamespaceName}' is in none of the files");
        }

        return null;
    }

    // A name with a prefix means what the schema declares; one without, the default namespace.
    private static XName Resolve(XElement at, string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        XNamespace? space = colon < 0 ? at.GetDefaultNamespace() : at.GetNamespaceOfPrefix(name[..colon]);
        return (space ?? XNamespace.None) + name[(colon + 1)..];
    }

    private static string Target(XElement at) => (string?)at.AncestorsAndSelf(Xs + "schema").First().Attribute("targetNamespace") ?? "";

    private static bool IsQualified(XElement part, string byDefault, string own) =>
        ((string?)part.Attribute(own) ?? (string?)part.Ancestors(Xs + "schema").First().Attribute(byDefault)) == "qualified";

    private static bool IsMany(XElement particle) =>
        (string?)particle.Attribute("maxOccurs") is { } most && (most == "unbounded" || (int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 1));

    private static string? Documentation(XElement at) => at.Element(Xs + "annotation")?.Element(Xs + "documentation")?.Value.Trim();
}
