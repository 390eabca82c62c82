using System.Text;
using System.Xml;
using Parley.Engine.Issues;
using SystemXmlReader = System.Xml.XmlReader;
using SystemXmlWriter = System.Xml.XmlWriter;

namespace Parley.Engine.Formats.Xml;

/// <summary>
/// Gives each element at the format's path (<see cref="XmlFormat.Each"/>) as a document of its own in UTF-8, with all namespaces that were in
/// scope, as values may use their prefixes too; or the whole stream as one message when there is no path.
/// </summary>
internal sealed class XmlSplitter : MessageSplitter
{
    private readonly XmlFormat _format;
    private readonly FormatLimits _limits;
    private readonly Stream _stream;
    private readonly string[] _path;
    private readonly MemoryStream _message = new();
    private SystemXmlReader? _xml;
    private StreamWindow _window = null!;
    private WindowStream _bytes = null!;
    private bool _ended;
    private bool _tooDeep;
    private int _matched;
    private int _line;

    /// <summary>Starts at the stream's present place.</summary>
    public XmlSplitter(Stream stream, XmlFormat format, FormatLimits limits)
    {
        _stream = stream;
        _format = format;
        _limits = limits;
        _path = format.Each?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    /// <inheritdoc/>
    public override int Line => _line;

    /// <inheritdoc/>
    public override bool TryNext(out ReadOnlyMemory<byte> message, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        message = default;
        if (_ended)
        {
            return false;
        }

        bool found = _path.Length == 0 ? TryWhole(issues) : TryEach(issues);
        if (found)
        {
            message = _message.GetBuffer().AsMemory(0, (int)_message.Length);
        }

        return found;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _xml?.Dispose();
        _message.Dispose();
    }

    private bool TryWhole(IssueSink issues)
    {
        _ended = true;
        _line = 1;
        byte[] buffer = new byte[64 * 1024];
        for (int read = _stream.Read(buffer); read > 0; read = _stream.Read(buffer))
        {
            _message.Write(buffer, 0, read);
            if (_message.Length > _limits.Bytes)
            {
                issues.Add(FormatIssues.TooLarge, $"the document is more than {_limits.Bytes} bytes", losesData: true);
                return false;
            }
        }

        return _message.Length > 0;
    }

    private bool TryEach(IssueSink issues)
    {
        try
        {
            if (_xml is null && !TryStart(issues))
            {
                return Stop();
            }

            while (TryFindNext())
            {
                _line = ((IXmlLineInfo)_xml!).LineNumber;
                if (TryCopy(issues))
                {
                    return true;
                }
            }
        }
        catch (XmlException e)
        {
            Report(e, issues);
        }
        catch (DecoderFallbackException e)
        {
            issues.Add(FormatIssues.BadEncoding, $"bytes 0x{Convert.ToHexString(e.BytesUnknown ?? [])} are not valid UTF-8",
                new SourcePosition(null, _window.Line, 0), losesData: true);
        }

        return Stop();
    }

    private bool TryStart(IssueSink issues)
    {
        // The beginning is looked at for a declaration, and then read once more by the parser.
        byte[] start = new byte[512];
        int length = _stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!XmlEncoding.TryFind(start.AsSpan(0, length), _format.Encoding, issues, out string encoding))
        {
            return false;
        }

        _window = new StreamWindow(new PrefixedStream(start.AsMemory(0, length), _stream), encoding);
        if (!_window.TryFill(issues))
        {
            return false;
        }

        _bytes = new WindowStream(_window, issues, _limits.Bytes);
        _xml = SystemXmlReader.Create(new StreamReader(_bytes, TextEncodings.Utf8, detectEncodingFromByteOrderMarks: false), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = new BoundedNameTable(),
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
        return true;
    }

    // Goes on to the next element at the path; the parser stands before it, or at the end of the last.
    private bool TryFindNext()
    {
        while (Advance())
        {
            if (_xml!.NodeType == XmlNodeType.EndElement)
            {
                _matched = Math.Min(_matched, Math.Max(0, _xml.Depth - 1));
            }
            else if (_xml.NodeType == XmlNodeType.Element && _xml.Depth == _matched + 1 && _xml.LocalName == _path[_matched])
            {
                if (_matched == _path.Length - 1)
                {
                    return true;
                }

                _matched += _xml.IsEmptyElement ? 0 : 1;
            }
        }

        return false;
    }

    private bool TryCopy(IssueSink issues)
    {
        _message.SetLength(0);
        int depth = _xml!.Depth;
        bool tooLarge = false;
        using SystemXmlWriter writer = SystemXmlWriter.Create(_message, new XmlWriterSettings
        {
            Encoding = TextEncodings.Utf8,
            NewLineHandling = NewLineHandling.Entitize,
        });
        char[] text = System.Buffers.ArrayPool<char>.Shared.Rent(4096);
        do
        {
            // Over the limit the rest of the element is read and not copied, so that the next one is found. Text is read piece by piece all
            // the same: passed over at one go it could be more than the parser is given.
            tooLarge |= _message.Length > _limits.Bytes;
            if (!tooLarge || _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                CopyNode(writer, text, _xml.Depth == depth, ref tooLarge);
            }
        }
        while (!(_xml.Depth == depth && (_xml.NodeType == XmlNodeType.EndElement || _xml.IsEmptyElement)) && Advance());

        System.Buffers.ArrayPool<char>.Shared.Return(text);
        writer.Flush();
        if (tooLarge || _message.Length > _limits.Bytes)
        {
            issues.Add(FormatIssues.TooLarge, $"a message is more than {_limits.Bytes} bytes; it is passed over",
                new SourcePosition(null, _line, 0), losesData: true);
            return false;
        }

        return true;
    }

    private void CopyNode(SystemXmlWriter writer, char[] text, bool isTop, ref bool tooLarge)
    {
        switch (_xml!.NodeType)
        {
            case XmlNodeType.Element:
                CopyStart(writer, isTop);
                break;
            case XmlNodeType.EndElement:
                writer.WriteFullEndElement();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                CopyText(writer, text, ref tooLarge);
                break;
        }
    }

    private void CopyStart(SystemXmlWriter writer, bool isTop)
    {
        bool isEmpty = _xml!.IsEmptyElement;
        writer.WriteStartElement(_xml.Prefix, _xml.LocalName, _xml.NamespaceURI);
        if (isTop)
        {
            foreach ((string prefix, string uri) in ((IXmlNamespaceResolver)_xml).GetNamespacesInScope(XmlNamespaceScope.ExcludeXml))
            {
                // The element's own namespace is declared by the writer.
                if (prefix != _xml.Prefix)
                {
                    writer.WriteAttributeString(
                        prefix.Length == 0 ? "" : "xmlns", prefix.Length == 0 ? "xmlns" : prefix, "http://www.w3.org/2000/xmlns/", uri);
                }
            }
        }

        while (_xml.MoveToNextAttribute())
        {
            if (!isTop || _xml.NamespaceURI != "http://www.w3.org/2000/xmlns/")
            {
                writer.WriteAttributeString(_xml.Prefix, _xml.LocalName, _xml.NamespaceURI, _xml.Value);
            }
        }

        _xml.MoveToElement();
        if (isEmpty)
        {
            writer.WriteEndElement();
        }
    }

    private void CopyText(SystemXmlWriter writer, char[] text, ref bool tooLarge)
    {
        int kept = 0;
        for (int read = ReadChunk(text, kept); read > 0; read = ReadChunk(text, kept))
        {
            if (tooLarge)
            {
                kept = 0;
                continue;
            }

            // Both halves of a surrogate pair are written at once.
            int length = kept + read;
            kept = char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
            writer.WriteChars(text, 0, length - kept);
            text[0] = text[length - 1];
            tooLarge = _message.Length > _limits.Bytes;
        }
    }

    private int ReadChunk(char[] text, int at)
    {
        _bytes.Renew();
        return _xml!.ReadValueChunk(text, at, text.Length - at);
    }

    private bool Advance()
    {
        _bytes.Renew();
        bool read = _xml!.Read();
        if (_xml.Depth > _limits.Depth + _path.Length)
        {
            // The parser itself keeps every open element, so such a stream cannot be passed over either.
            _tooDeep = true;
            throw new XmlException($"more than {_limits.Depth} levels");
        }

        return read;
    }

    private void Report(XmlException e, IssueSink issues)
    {
        if (_window.IsBroken)
        {
            return;
        }

        IssueCode code = _tooDeep ? FormatIssues.TooDeep
            : _bytes.IsExhausted ? FormatIssues.TooLarge
            : e.Message.Contains("DTD", StringComparison.Ordinal) ? FormatIssues.DocumentType
            : FormatIssues.Framing;
        issues.Add(code, XmlFaults.WithoutPlace(e), new SourcePosition(null, Math.Max(e.LineNumber, ((IXmlLineInfo)_xml!).LineNumber), e.LinePosition), losesData: true);
    }

    private bool Stop()
    {
        _ended = true;
        return false;
    }
}
