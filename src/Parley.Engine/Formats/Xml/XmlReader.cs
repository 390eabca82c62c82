using System.Buffers;
using System.Text.Unicode;
using System.Xml;
using Parley.Engine.Issues;
using SystemXmlReader = System.Xml.XmlReader;

namespace Parley.Engine.Formats.Xml;

/// <summary>
/// Reads XML along a tree of shapes in one pass with the framework's parser, which is given no document type declaration, no resolver and
/// characters that were decoded strictly before. Text goes from a pooled buffer of characters into the tree's scratch buffer.
/// </summary>
internal sealed class XmlReader : TreeReader
{
    // A name table keeps every name it has ever seen. It is made anew after so many that no shape knows, which bounds its memory.
    private const int ForeignNamesKept = 10_000;

    private readonly XmlFormat _format;
    private XmlReaderSettings _settings = null!;
    private XmlReadPlace _rootPlace = null!;
    private int _foreignNames = ForeignNamesKept;

    // The texts of all open elements, one behind the other: a child is closed, and its text gone, before its parent's text goes on.
    private char[] _text = new char[1024];
    private int _textLength;
    private readonly char[] _sample = new char[Samples.Longest];

    private SystemXmlReader _xml = null!;
    private IXmlLineInfo _lines = null!;

    /// <summary>Makes a reader for a frozen tree of shapes.</summary>
    public XmlReader(Shape root, XmlFormat format, FormatLimits limits)
        : base(root, limits)
    {
        _format = format;
    }

    /// <inheritdoc/>
    protected override bool TryFindEncoding(ReadOnlySpan<byte> message, IssueSink issues, out string encoding) =>
        XmlEncoding.TryFind(message, _format.Encoding, issues, out encoding);

    /// <inheritdoc/>
    protected override bool Parse(ReadOnlySpan<byte> text, int root)
    {
        _textLength = 0;
        RenewNames();
        char[] buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            Utf8.ToUtf16(text, buffer, out _, out int length, replaceInvalidSequences: false);
            using CharArrayReader characters = new(buffer, length);
            using (_xml = SystemXmlReader.Create(characters, _settings))
            {
                _lines = (IXmlLineInfo)_xml;
                return TryParse(buffer.AsSpan(0, length), root);
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private bool TryParse(ReadOnlySpan<char> text, int root)
    {
        bool started = false;
        try
        {
            // At the end the parser finds what stands behind the outermost element.
            started = _xml.MoveToContent() == XmlNodeType.Element;
            return started && ReadRoot(root) && ReadEnd();
        }
        catch (XmlException e)
        {
            (IssueCode code, string message, int line, int column) = XmlFaults.Explain(e, text, !started);
            return FaultAt(code, message, line, column, "");
        }
    }

    private bool ReadRoot(int root)
    {
        if (_rootPlace.FindElement(_xml.LocalName, _xml.NamespaceURI) is { } place)
        {
            return ReadElement(root, place);
        }

        if (!_rootPlace.HasElements)
        {
            return ReadUnknown(root);
        }

        string expected = string.Join(" or ", Root.Children.Select(c => Describe(c.Name, c.Namespace ?? "")));
        return Fault(FormatIssues.WrongRoot, $"the outermost element is {Describe(_xml.LocalName, _xml.NamespaceURI)}, not {expected}");
    }

    private bool ReadEnd()
    {
        while (_xml.Read())
        {
            // Only white space is left, or the parser refuses it.
        }

        return true;
    }

    // On entry the parser stands at the start tag, on return at the end tag or the empty element.
    private bool ReadElement(int parent, XmlReadPlace place)
    {
        int node = Tree.AddChild(parent, place.Shape, NodeKind.Text, Here());
        if (_xml.Depth >= Limits.Depth)
        {
            return Fault(FormatIssues.TooDeep, $"more than {Limits.Depth} levels");
        }

        bool empty = _xml.IsEmptyElement;
        if (!Count() || !ReadAttributes(node, place, out bool isNil, out bool isContainer))
        {
            return false;
        }

        int textStart = _textLength;
        bool hasElements = false;
        if (!empty && !ReadContent(node, place, out hasElements))
        {
            return false;
        }

        ReadOnlySpan<char> text = _text.AsSpan(textStart, _textLength - textStart);
        _textLength = textStart;
        bool hasText = text.Length > 0 && !(hasElements && text.IsWhiteSpace());
        if (hasText && !KeepText(node, text, place.Shape))
        {
            return false;
        }

        Tree.SetKind(node, isNil ? NodeKind.Null : isContainer || hasElements || (!hasText && place.HasElements) ? NodeKind.Container : NodeKind.Text);
        return place.Shape.Embedded is null || hasElements || !hasText || Embedded.TryRead(Tree, node, Faults);
    }

    private bool ReadContent(int node, XmlReadPlace place, out bool hasElements)
    {
        hasElements = false;
        while (_xml.Read() && _xml.NodeType != XmlNodeType.EndElement)
        {
            bool read;
            if (_xml.NodeType == XmlNodeType.Element)
            {
                hasElements = true;
                read = place.FindElement(_xml.LocalName, _xml.NamespaceURI) is { } child ? ReadElement(node, child) : ReadUnknown(node);
            }
            else
            {
                AppendText();
                read = true;
            }

            if (!read)
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadAttributes(int node, XmlReadPlace place, out bool isNil, out bool isContainer)
    {
        (isNil, isContainer) = (false, false);
        while (_xml.MoveToNextAttribute())
        {
            if (!Count())
            {
                return false;
            }

            if (place.FindAttribute(_xml.LocalName, _xml.NamespaceURI) is { } attribute)
            {
                isContainer = true;
                int child = Tree.AddChild(node, attribute.Shape, NodeKind.Text, Here());
                if (!KeepText(child, _xml.Value, attribute.Shape)
                    || (attribute.Shape.Embedded is not null && !Embedded.TryRead(Tree, child, Faults)))
                {
                    return false;
                }
            }
            else if (_xml.NamespaceURI == XmlFormat.SchemaInstance && _xml.LocalName != "type")
            {
                isNil |= _xml.LocalName == "nil" && _xml.Value.Trim() is "true" or "1";
            }
            else if (_xml.NamespaceURI != "http://www.w3.org/2000/xmlns/")
            {
                _foreignNames++;
                Tree.AddUnknown(new UnknownField(node, "@" + _xml.LocalName, NullIfEmpty(_xml.NamespaceURI), Here(), Samples.Of(_xml.Value)));
            }
        }

        _xml.MoveToElement();
        return true;
    }

    private void AppendText()
    {
        int read;
        do
        {
            if (_text.Length - _textLength < 256)
            {
                Array.Resize(ref _text, _text.Length * 2);
            }

            read = _xml.ReadValueChunk(_text, _textLength, _text.Length - _textLength);
            _textLength += read;
        }
        while (read > 0);
    }

    private bool KeepText(int node, ReadOnlySpan<char> text, Shape shape)
    {
        Span<byte> scratch = Tree.Scratch(text.Length * 3);
        Utf8.FromUtf16(text, scratch, out _, out int length, replaceInvalidSequences: false);
        if (length > Limits.ValueBytes)
        {
            return Fault(FormatIssues.ValueTooLarge, $"{length} bytes are more than the {Limits.ValueBytes} that one value may have", shape.Path);
        }

        Tree.SetScratchValue(node, Tree.CommitScratch(length), length);
        return true;
    }

    private bool ReadUnknown(int parent)
    {
        (string name, string uri, long offset) = (_xml.LocalName, _xml.NamespaceURI, Here());
        if (!Skip(out string sample))
        {
            return false;
        }

        Tree.AddUnknown(new UnknownField(parent, name, NullIfEmpty(uri), offset, sample));
        return true;
    }

    // On return the parser stands at the end tag of the element that is skipped, or at the element when it is empty.
    private bool Skip(out string sample)
    {
        sample = "";
        bool leaf = true;
        int depth = _xml.Depth;
        do
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                leaf = _xml.Depth == depth;
                _foreignNames += 1 + _xml.AttributeCount;
                Values += _xml.AttributeCount;
                if (!Count())
                {
                    return false;
                }

                if (_xml.Depth >= Limits.Depth)
                {
                    return Fault(FormatIssues.TooDeep, $"more than {Limits.Depth} levels");
                }

                if (_xml.IsEmptyElement && leaf)
                {
                    return true;
                }
            }
            else if (leaf && sample.Length == 0 && _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                int length = _xml.ReadValueChunk(_sample, 0, _sample.Length);
                sample = Samples.Of(new string(_sample, 0, length));
            }
        }
        while (_xml.Read() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth));

        sample = leaf ? sample : "";
        return true;
    }

    private void RenewNames()
    {
        if (_foreignNames++ < ForeignNamesKept)
        {
            return;
        }

        _foreignNames = 0;
        NameTable names = new();
        _rootPlace = new XmlReadPlace(Root, names);
        _settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = names,
            MaxCharactersInDocument = Limits.Bytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
    }

    private bool Count() => ++Values <= Limits.Values || Fault(FormatIssues.TooManyValues, $"more than {Limits.Values} fields");

    // The parser points at the name; the tag starts one before it.
    private long Here() => Start.IsEmbedded
        ? Start.HostOffset
        : MessageTree.PackPosition(_lines.LineNumber, Math.Max(1, _lines.LinePosition - (_xml.NodeType == XmlNodeType.Element ? 1 : 0)));

    private bool Fault(IssueCode code, string message, string path = "") => FaultAt(code, message, _lines.LineNumber, _lines.LinePosition, path);

    private bool FaultAt(IssueCode code, string message, int line, int column, string path)
    {
        Faults.Add(Start.Issue(Tree, code, message, line, column, path));
        return false;
    }

    private static string Describe(string name, string uri) => uri.Length == 0 ? $"'{name}'" : $"'{name}' of {uri}";

    private static string? NullIfEmpty(string uri) => uri.Length == 0 ? null : uri;
}
