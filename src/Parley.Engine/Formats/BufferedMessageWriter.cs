using System.Buffers;
using System.Text.Unicode;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>
/// What the writers of all formats share: the message is built in a buffer of its own and handed over whole, so that a message that
/// cannot be written leaves nothing behind; messages carried as text in a field are written by a writer of their own format.
/// </summary>
internal abstract class BufferedMessageWriter : MessageWriter
{
    private readonly Dictionary<Shape, BufferedMessageWriter> _embedded = [];
    private readonly ArrayBufferWriter<byte> _embeddedOutput = new();
    private IBufferWriter<byte> _output = null!;
    private BufferedMessageWriter? _inner;
    private readonly List<(Shape Attribute, byte[] Text, ScalarKind Kind)> _carrierAttributes = [];
    private Shape? _innerShape;
    private byte[] _text = new byte[256];
    private bool _failed;

    /// <summary>Starts a writer for a tree of shapes.</summary>
    protected BufferedMessageWriter(Shape root)
    {
        Root = root;
        Collect(root);
    }

    /// <summary>The shape that stands for the whole message.</summary>
    protected Shape Root { get; }

    /// <summary>The message so far.</summary>
    protected ByteBuffer Out { get; } = new();

    /// <summary>True when the message is carried as text in another one, which decides about the encoding.</summary>
    protected bool IsEmbedded { get; private set; }

    private IssueSink Issues { get; set; } = null!;

    /// <inheritdoc/>
    public sealed override void Begin(IBufferWriter<byte> output, IssueSink issues)
    {
        _output = output;
        Issues = issues;
        _failed = false;
        _inner = null;
        _carrierAttributes.Clear();
        Out.Clear();
        BeginMessage();
    }

    /// <inheritdoc/>
    public sealed override void StartContainer(Shape shape)
    {
        if (_inner is not null)
        {
            _inner.StartContainer(shape);
        }
        else if (shape.Embedded is not null)
        {
            _innerShape = shape;
            _inner = _embedded[shape];
            _embeddedOutput.ResetWrittenCount();
            _inner.Begin(_embeddedOutput, Issues);
        }
        else
        {
            OpenContainer(shape);
        }
    }

    /// <inheritdoc/>
    public sealed override void EndContainer(Shape shape)
    {
        if (_inner is null)
        {
            CloseContainer(shape);
        }
        else if (ReferenceEquals(shape, _innerShape))
        {
            BufferedMessageWriter inner = _inner;
            _inner = null;
            if (inner.End())
            {
                WriteCarried(shape, _embeddedOutput.WrittenSpan);
            }
            else
            {
                _failed = true;
            }
        }
        else
        {
            _inner.EndContainer(shape);
        }
    }

    /// <inheritdoc/>
    public sealed override void StartList(Shape shape)
    {
        if (_inner is null)
        {
            OpenList(shape);
        }
        else
        {
            _inner.StartList(shape);
        }
    }

    /// <inheritdoc/>
    public sealed override void EndList(Shape shape)
    {
        if (_inner is null)
        {
            CloseList(shape);
        }
        else
        {
            _inner.EndList(shape);
        }
    }

    /// <inheritdoc/>
    public sealed override void Scalar(Shape shape, ReadOnlySpan<byte> utf8, ScalarKind kind)
    {
        if (_inner is not null && shape.IsAttribute && ReferenceEquals(shape.Parent, _innerShape))
        {
            _carrierAttributes.Add((shape, utf8.ToArray(), kind));
        }
        else if (_inner is not null)
        {
            _inner.Scalar(shape, utf8, kind);
        }
        else if (kind == ScalarKind.Text && !Utf8.IsValid(utf8))
        {
            Fail(FormatIssues.BadEncoding, "the value is not valid UTF-8", shape);
        }
        else
        {
            WriteScalar(shape, utf8, kind);
        }
    }

    /// <inheritdoc/>
    public sealed override void Scalar(Shape shape, string text)
    {
        if (_inner is not null)
        {
            _inner.Scalar(shape, text);
        }
        else if (TryEncode(text, shape, out ReadOnlySpan<byte> utf8))
        {
            WriteScalar(shape, utf8, ScalarKind.Text);
        }
    }

    /// <inheritdoc/>
    public sealed override void Content(Shape container, string text)
    {
        if (_inner is not null)
        {
            _inner.Content(container, text);
        }
        else if (TryEncode(text, container, out ReadOnlySpan<byte> utf8))
        {
            WriteContent(container, utf8);
        }
    }

    /// <inheritdoc/>
    public sealed override void Content(Shape container, ReadOnlySpan<byte> utf8)
    {
        if (_inner is not null)
        {
            _inner.Content(container, utf8);
        }
        else if (Utf8.IsValid(utf8))
        {
            WriteContent(container, utf8);
        }
        else
        {
            Fail(FormatIssues.BadEncoding, "the value is not valid UTF-8", container);
        }
    }

    /// <inheritdoc/>
    public sealed override bool End()
    {
        if (!_failed)
        {
            EndMessage();
        }

        if (!_failed)
        {
            _output.Write(Out.Written);
        }

        return !_failed;
    }

    /// <summary>Writes what stands before the first field.</summary>
    protected abstract void BeginMessage();

    /// <summary>Writes what stands behind the last field, and brings the buffer into the output's encoding.</summary>
    protected abstract void EndMessage();

    /// <summary>Starts an object, element or row.</summary>
    protected abstract void OpenContainer(Shape shape);

    /// <summary>Ends it.</summary>
    protected abstract void CloseContainer(Shape shape);

    /// <summary>Starts the items of a repeated place.</summary>
    protected abstract void OpenList(Shape shape);

    /// <summary>Ends them.</summary>
    protected abstract void CloseList(Shape shape);

    /// <summary>Writes a value; text is valid UTF-8.</summary>
    protected abstract void WriteScalar(Shape shape, ReadOnlySpan<byte> utf8, ScalarKind kind);

    /// <summary>Writes a container's own text, valid UTF-8.</summary>
    protected abstract void WriteContent(Shape container, ReadOnlySpan<byte> utf8);

    // Attributes of the element that carries the text are its own, and no part of the text.
    private void WriteCarried(Shape shape, ReadOnlySpan<byte> message)
    {
        if (_carrierAttributes.Count == 0)
        {
            WriteEmbedded(shape, message);
            return;
        }

        OpenContainer(shape);
        foreach ((Shape attribute, byte[] text, ScalarKind kind) in _carrierAttributes)
        {
            WriteScalar(attribute, text, kind);
        }

        WriteEmbeddedContent(shape, message);
        CloseContainer(shape);
        _carrierAttributes.Clear();
    }

    /// <summary>Writes a message that is carried as the text of a container that was begun.</summary>
    protected virtual void WriteEmbeddedContent(Shape container, ReadOnlySpan<byte> message) => WriteContent(container, message);

    /// <summary>Writes a message that is carried as text.</summary>
    protected virtual void WriteEmbedded(Shape shape, ReadOnlySpan<byte> message) => WriteScalar(shape, message, ScalarKind.Text);

    /// <summary>Reports that the message cannot be written.</summary>
    protected void Fail(IssueCode code, string message, Shape? shape)
    {
        _failed = true;
        Issues.Add(code, message, default, shape?.Path ?? "", losesData: true);
    }

    /// <summary>Brings the finished message from UTF-8 into another encoding; what that has no character for is reported.</summary>
    protected void Transcode(System.Text.Encoding encoding)
    {
        string text = System.Text.Encoding.UTF8.GetString(Out.Written);
        try
        {
            byte[] encoded = encoding.GetBytes(text);
            Out.Clear();
            Out.Add(encoding.Preamble);
            Out.Add(encoded);
        }
        catch (System.Text.EncoderFallbackException e)
        {
            int point = e.IsUnknownSurrogate() ? char.ConvertToUtf32(e.CharUnknownHigh, e.CharUnknownLow) : e.CharUnknown;
            Fail(FormatIssues.CannotCarry, $"{encoding.WebName} has no character U+{point:X4}", null);
        }
    }

    // Text that comes out of here is valid UTF-8 and needs no second look.
    private bool TryEncode(string text, Shape shape, out ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_text.Length < text.Length * 3)
        {
            _text = new byte[text.Length * 3];
        }

        bool whole = Utf8.FromUtf16(text, _text, out _, out int length, replaceInvalidSequences: false) == OperationStatus.Done;
        utf8 = _text.AsSpan(0, length);
        if (!whole)
        {
            Fail(FormatIssues.UnpairedSurrogate, "the value holds half of a surrogate pair", shape);
        }

        return whole;
    }

    private void Collect(Shape shape)
    {
        foreach (Shape child in shape.Children)
        {
            if (child.Embedded is null)
            {
                Collect(child);
                continue;
            }

            if (child.Embedded.CreateWriter(child) is not BufferedMessageWriter writer)
            {
                throw new NotSupportedException($"The format {child.Embedded.Name} cannot be carried inside another.");
            }

            writer.IsEmbedded = true;
            _embedded[child] = writer;
        }
    }
}
