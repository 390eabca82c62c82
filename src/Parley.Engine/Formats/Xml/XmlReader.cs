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
internal sealed class XmlReader : MessageReader
{
    // A name table keeps every name it has ever seen. It is made anew after so many that no shape knows, which bounds its memory.
    private const int ForeignNamesKept = 10_000;

    private readonly Shape _root;
    private readonly XmlFormat _format;
    private readonly FormatLimits _limits;
    private readonly EmbeddedReaders _embedded;
    private readonly Utf8Input _input = new();
    private XmlReaderSettings _settings = null!;
    private XmlReadPlace _rootPlace = null!;
    private int _foreignNames = ForeignNamesKept;

    // The texts of all open elements, one behind the other: a child is closed, and its text gone, before its parent's text goes on.
    private char[] _text = new char[1024];
    private int _textLength;
    private readonly char[] _sample = new char[Samples.Longest];

    private SystemXmlReader _xml = null!;
    private IXmlLineInfo _lines = null!;
    private MessageTree _tree = null!;
    private IssueSink _issues = null!;
    private TextPlace _place;
    private int _values;

    /// <summary>Makes a reader for a frozen tree of shapes.</summary>
    public XmlReader(Shape root, XmlFormat format, FormatLimits limits)
    {
        _root = root;
        _format = format;
        _limits = limits;
        _embedded = new EmbeddedReaders(root, limits);
    }

    /// <inheritdoc/>
    public override bool TryRead(ReadOnlyMemory<byte> message, MessageTree tree, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(issues);
        tree.Reset(default);
        if (!XmlEncoding.TryFind(message.Span, _format.Encoding, issues, out string encoding)
            || !_input.TryDecode(message, encoding, _limits, issues, out ReadOnlyMemory<byte> utf8))
        {
            return false;
        }

        tree.Reset(utf8);

        _place = default;
        return Parse(utf8.Span, tree, tree.AddRoot(_root, NodeKind.Container), issues);
    }

    /// <inheritdoc/>
    internal override bool TryReadEmbedded(MessageTree tree, int node, IssueSink issues)
    {
        _place = tree.PlaceOf(node);
        return Parse(tree.Text(node), tree, node, issues);
    }

    private bool Parse(ReadOnlySpan<byte> utf8, MessageTree tree, int root, IssueSink issues)
    {
        _tree = tree;
        _issues = issues;
        _values = 0;
        _textLength = 0;
        RenewNames();
        char[] text = ArrayPool<char>.Shared.Rent(utf8.Length);
        try
        {
            Utf8.ToUtf16(utf8, text, out _, out int length, replaceInvalidSequences: false);
            using CharArrayReader characters = new(text, length);
            using (_xml = SystemXmlReader.Create(characters, _settings))
            {
                _lines = (IXmlLineInfo)_xml;
                return TryParse(text.AsSpan(0, length), root);
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
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

        string expected = string.Join(" or ", _root.Children.Select(c => Describe(c.Name, c.Namespace ?? "")));
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
        int node = _tree.AddChild(parent, place.Shape, NodeKind.Text, Here());
        if (_xml.Depth >= _limits.Depth)
        {
            return Fault(FormatIssues.TooDeep, $"more than {_limits.Depth} levels");
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

        _tree.SetKind(node, isNil ? NodeKind.Null : isContainer || hasElements || (!hasText && place.HasElements) ? NodeKind.Container : NodeKind.Text);
        return place.Shape.Embedded is null || hasElements || !hasText || _embedded.TryRead(_tree, node, _issues);
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
                int child = _tree.AddChild(node, attribute.Shape, NodeKind.Text, Here());
                if (!KeepText(child, _xml.Value, attribute.Shape)
                    || (attribute.Shape.Embedded is not null && !_embedded.TryRead(_tree, child, _issues)))
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
                _tree.AddUnknown(new UnknownField(node, "@" + _xml.LocalName, NullIfEmpty(_xml.NamespaceURI), Here(), Samples.Of(_xml.Value)));
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
        Span<byte> scratch = _tree.Scratch(text.Length * 3);
        Utf8.FromUtf16(text, scratch, out _, out int length, replaceInvalidSequences: false);
        if (length > _limits.ValueBytes)
        {
            return Fault(FormatIssues.ValueTooLarge, $"{length} bytes are more than the {_limits.ValueBytes} that one value may have", shape.Path);
        }

        _tree.SetScratchValue(node, _tree.CommitScratch(length), length);
        return true;
    }

    private bool ReadUnknown(int parent)
    {
        (string name, string uri, long offset) = (_xml.LocalName, _xml.NamespaceURI, Here());
        if (!Skip(out string sample))
        {
            return false;
        }

        _tree.AddUnknown(new UnknownField(parent, name, NullIfEmpty(uri), offset, sample));
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
                _values += _xml.AttributeCount;
                if (!Count())
                {
                    return false;
                }

                if (_xml.Depth >= _limits.Depth)
                {
                    return Fault(FormatIssues.TooDeep, $"more than {_limits.Depth} levels");
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
        _rootPlace = new XmlReadPlace(_root, names);
        _settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = names,
            MaxCharactersInDocument = _limits.Bytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
    }

    private bool Count() => ++_values <= _limits.Values || Fault(FormatIssues.TooManyValues, $"more than {_limits.Values} fields");

    // The parser points at the name; the tag starts one before it.
    private long Here() => _place.IsEmbedded
        ? _place.HostOffset
        : MessageTree.PackPosition(_lines.LineNumber, Math.Max(1, _lines.LinePosition - (_xml.NodeType == XmlNodeType.Element ? 1 : 0)));

    private bool Fault(IssueCode code, string message, string path = "") => FaultAt(code, message, _lines.LineNumber, _lines.LinePosition, path);

    private bool FaultAt(IssueCode code, string message, int line, int column, string path)
    {
        _issues.Add(_place.Issue(_tree, code, message, line, column, path));
        return false;
    }

    private static string Describe(string name, string uri) => uri.Length == 0 ? $"'{name}'" : $"'{name}' of {uri}";

    private static string? NullIfEmpty(string uri) => uri.Length == 0 ? null : uri;
}
