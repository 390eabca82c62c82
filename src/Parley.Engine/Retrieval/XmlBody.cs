using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Parley.Engine.Retrieval;

/// <summary>A body of XML: a document in which texts and attribute values are templates.</summary>
internal sealed class XmlBody : BodyTemplate
{
    private readonly XElement _root;
    private readonly Dictionary<XObject, TextTemplate> _templates = [];

    private XmlBody(XElement root) => _root = root;

    /// <inheritdoc/>
    public override string MediaType => "application/xml";

    /// <inheritdoc/>
    public override IEnumerable<string> Names => _templates.Values.SelectMany(t => t.Names);

    /// <summary>Reads a document; null when it is faulty, with what is wrong.</summary>
    public static XmlBody? TryParse(string text, out string? fault)
    {
        fault = null;
        try
        {
            using XmlReader reader = XmlReader.Create(
                new StringReader(text.Trim()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
            XmlBody body = new(XElement.Load(reader));
            return body.TryTemplates(out fault) ? body : null;
        }
        catch (XmlException failure)
        {
            fault = failure.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public override byte[] Write(QuestionValues values)
    {
        XElement filled = Fill(_root, values) ?? new XElement(_root.Name);
        using MemoryStream output = new();
        using (XmlWriter writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize }))
        {
            filled.Save(writer);
        }

        return output.ToArray();
    }

    private bool TryTemplates(out string? fault)
    {
        fault = null;
        IEnumerable<(XObject Place, string Text)> texts = _root.DescendantNodesAndSelf().OfType<XText>().Select(t => ((XObject)t, t.Value))
            .Concat(_root.DescendantsAndSelf().Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => ((XObject)a, a.Value)));
        foreach ((XObject place, string text) in texts)
        {
            if (TextTemplate.TryParse(text, out fault) is not TextTemplate template)
            {
                return false;
            }

            _templates[place] = template;
        }

        return true;
    }

    // An element of which nothing is left that had something goes too.
    private XElement? Fill(XElement element, QuestionValues values)
    {
        XElement filled = new(element.Name);
        foreach (XAttribute attribute in element.Attributes())
        {
            if (attribute.IsNamespaceDeclaration)
            {
                filled.Add(new XAttribute(attribute));
            }
            else if (_templates[attribute].Fill(values, Legal) is string value)
            {
                filled.Add(new XAttribute(attribute.Name, value));
            }
        }

        foreach (XNode node in element.Nodes())
        {
            filled.Add(node is XElement child ? Fill(child, values) : node is XText text && _templates[text].Fill(values, Legal) is string value ? new XText(value) : null);
        }

        bool had = element.Nodes().Any() || element.Attributes().Any(a => !a.IsNamespaceDeclaration);
        return had && !filled.Nodes().Any() && !filled.Attributes().Any(a => !a.IsNamespaceDeclaration) ? null : filled;
    }

    // What XML 1.0 has no characters for is left out: the system could not read it.
    private static string Legal(string text)
    {
        StringBuilder legal = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                legal.Append(text[i]).Append(text[++i]);
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                legal.Append(text[i]);
            }
        }

        return legal.ToString();
    }
}
