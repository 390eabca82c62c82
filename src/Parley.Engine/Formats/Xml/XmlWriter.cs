using System.Text;

namespace Parley.Engine.Formats.Xml;

/// <summary>Writes XML without white space between elements.</summary>
/// <remarks>
/// An emitter of its own rather than System.Xml.XmlWriter: tags are prepared as bytes with their namespaces resolved, values go from UTF-8 to
/// UTF-8, and a character that XML cannot carry is an issue that names its place rather than an exception.
/// </remarks>
internal sealed class XmlWriter : BufferedMessageWriter
{
    private readonly XmlFormat _format;
    private readonly Encoding _encoding;
    private readonly byte[] _declaration;
    private readonly byte[] _nil;
    private bool _inStartTag;
    private int _documentElements;
    private int _depth;

    /// <summary>Makes a writer for a frozen tree of shapes.</summary>
    /// <exception cref="ArgumentException">The encoding is unknown, or a shape has a name that XML does not allow.</exception>
    public XmlWriter(Shape root, XmlFormat format)
        : base(root)
    {
        _format = format;
        _encoding = TextEncodings.Find(format.Encoding)
            ?? throw new ArgumentException($"There is no encoding '{format.Encoding}'.", nameof(format));
        _declaration = format.Declaration
            ? Encoding.ASCII.GetBytes($"<?xml version=\"1.0\" encoding=\"{format.Encoding}\"?>")
            : [];
        string? prefix = format.Namespaces.FirstOrDefault(n => n.Key.Length > 0 && n.Value == XmlFormat.SchemaInstance).Key;
        _nil = Encoding.UTF8.GetBytes(prefix is null
            ? $" xmlns:xsi=\"{XmlFormat.SchemaInstance}\" xsi:nil=\"true\""
            : $" {prefix}:nil=\"true\"");
        XmlPlace.Prepare(root, format);
    }

    /// <inheritdoc/>
    protected override void BeginMessage()
    {
        _inStartTag = false;
        _documentElements = 0;
        _depth = 0;
        Out.Add(_declaration);
    }

    /// <inheritdoc/>
    protected override void EndMessage()
    {
        if (_documentElements != 1)
        {
            Fail(FormatIssues.WrongRoot, $"an XML document has one outermost element, not {_documentElements}", Root);
        }
        else if (!IsEmbedded && !TextEncodings.IsUtf8(_encoding))
        {
            Transcode(_encoding);
        }
    }

    /// <inheritdoc/>
    protected override void OpenContainer(Shape shape)
    {
        Lead();
        Out.Add(PlaceOf(shape).Start);
        _inStartTag = true;
        _depth++;
    }

    /// <inheritdoc/>
    protected override void CloseContainer(Shape shape)
    {
        if (_inStartTag)
        {
            Out.Add("/>"u8);
            _inStartTag = false;
        }
        else
        {
            Out.Add(PlaceOf(shape).End);
        }

        _depth--;
    }

    /// <inheritdoc/>
    protected override void OpenList(Shape shape)
    {
    }

    /// <inheritdoc/>
    protected override void CloseList(Shape shape)
    {
    }

    /// <inheritdoc/>
    protected override void WriteScalar(Shape shape, ReadOnlySpan<byte> utf8, ScalarKind kind)
    {
        XmlPlace place = PlaceOf(shape);
        if (shape.IsAttribute)
        {
            WriteAttribute(shape, place, utf8, kind);
            return;
        }

        Lead();
        Out.Add(place.Start);
        if (kind == ScalarKind.Null)
        {
            Out.Add(_nil);
            Out.Add("/>"u8);
        }
        else if (utf8.IsEmpty)
        {
            Out.Add("/>"u8);
        }
        else
        {
            Out.Add((byte)'>');
            Check(shape, XmlEscaping.WriteText(Out, utf8));
            Out.Add(place.End);
        }
    }

    /// <inheritdoc/>
    protected override void WriteContent(Shape container, ReadOnlySpan<byte> utf8)
    {
        Lead();
        Check(container, XmlEscaping.WriteText(Out, utf8));
    }

    /// <inheritdoc/>
    protected override void WriteEmbedded(Shape shape, ReadOnlySpan<byte> message)
    {
        if (!_format.EmbeddedAsCData || shape.IsAttribute)
        {
            WriteScalar(shape, message, ScalarKind.Text);
            return;
        }

        XmlPlace place = PlaceOf(shape);
        Lead();
        Out.Add(place.Start);
        Out.Add((byte)'>');
        Check(shape, XmlEscaping.WriteCData(Out, message));
        Out.Add(place.End);
    }

    /// <inheritdoc/>
    protected override void WriteEmbeddedContent(Shape container, ReadOnlySpan<byte> message)
    {
        if (!_format.EmbeddedAsCData)
        {
            WriteContent(container, message);
            return;
        }

        Lead();
        Check(container, XmlEscaping.WriteCData(Out, message));
    }

    private static XmlPlace PlaceOf(Shape shape) => (XmlPlace)shape.Prepared!;

    private void WriteAttribute(Shape shape, XmlPlace place, ReadOnlySpan<byte> utf8, ScalarKind kind)
    {
        if (!_inStartTag)
        {
            throw new InvalidOperationException($"The attribute {shape} comes behind the children of its element.");
        }

        // An attribute has no null; one that is not there says the same.
        if (kind == ScalarKind.Null)
        {
            return;
        }

        Out.Add(place.Start);
        Check(shape, XmlEscaping.WriteAttribute(Out, utf8));
        Out.Add(place.End);
    }

    private void Lead()
    {
        if (_inStartTag)
        {
            Out.Add((byte)'>');
            _inStartTag = false;
        }
        else if (_depth == 0)
        {
            _documentElements++;
        }
    }

    private void Check(Shape shape, int forbidden)
    {
        if (forbidden >= 0)
        {
            Fail(FormatIssues.CannotCarry, $"XML has no way to write the character U+{forbidden:X4}", shape);
        }
    }
}
