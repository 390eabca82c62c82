using System.Xml;
using System.Xml.Linq;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>Reads the fields of XML messages, a document each.</summary>
internal static class XmlSamples
{
    public static SourceMessage? Read(IReadOnlyList<DraftFile> files, IssueSink issues)
    {
        SourceField root = new("");
        XmlNames names = new();
        string? rootName = null;
        foreach (DraftFile file in files)
        {
            if (Load(file, issues)?.Root is not { } element)
            {
                continue;
            }

            foreach (XAttribute declared in element.DescendantsAndSelf().Attributes().Where(a => a.IsNamespaceDeclaration))
            {
                names.Propose(declared.Value, declared.Name.LocalName == "xmlns" ? "" : declared.Name.LocalName);
            }

            rootName ??= names.Of(element.Name.NamespaceName, element.Name.LocalName);
            Add(root, element, names);
        }

        return rootName is null ? null : new SourceMessage(root, names.Format(rootName), [rootName, .. files.Select(f => Path.GetFileNameWithoutExtension(f.Path))]);
    }

    /// <summary>Parses a document without document type declaration; null after an issue.</summary>
    public static XDocument? Load(DraftFile file, IssueSink issues)
    {
        try
        {
            using MemoryStream stream = new(file.Content.ToArray());
            using System.Xml.XmlReader reader = System.Xml.XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader);
        }
        catch (XmlException fault)
        {
            issues.Add(DraftIssues.Unreadable, fault.Message, new SourcePosition(file.Path, fault.LineNumber, fault.LinePosition));
            return null;
        }
    }

    private static void Add(SourceField field, XElement element, XmlNames names)
    {
        foreach (XAttribute attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration && a.Name.NamespaceName != Formats.Xml.XmlFormat.SchemaInstance))
        {
            field.Child(names.Of(attribute.Name.NamespaceName, attribute.Name.LocalName), true).AddValue(attribute.Value);
        }

        foreach (IGrouping<XName, XElement> group in element.Elements().GroupBy(e => e.Name))
        {
            SourceField child = field.Child(names.Of(group.Key.NamespaceName, group.Key.LocalName));
            child.Repeated |= group.Skip(1).Any();
            foreach (XElement one in group)
            {
                Add(child, one, names);
            }
        }

        string text = string.Concat(element.Nodes().OfType<XText>().Select(t => t.Value)).Trim();
        if (text.Length > 0 || (!element.HasElements && !element.HasAttributes))
        {
            field.AddValue(text);
        }
    }
}
