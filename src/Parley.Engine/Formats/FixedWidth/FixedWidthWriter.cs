using System.Text;

namespace Parley.Engine.Formats.FixedWidth;

/// <summary>Writes one line, or lines of several kinds. Values may come in any order; those that do not come are padding.</summary>
internal sealed class FixedWidthWriter : BufferedMessageWriter
{
    private readonly FixedWidthFormat _format;
    private readonly Encoding _encoding;
    private readonly byte[] _newLine;
    private readonly Dictionary<Shape, FixedLayout> _lines = [];
    private readonly Dictionary<Shape, FixedField> _fields = [];
    private readonly FixedLayout? _single;
    private readonly Shape[] _shared;
    private readonly FixedLayout? _lone;
    private readonly Dictionary<Shape, Rune[]> _said = [];
    private readonly List<(FixedLayout Layout, Rune[] Line)> _waiting = [];
    private readonly Rune[] _line;
    private FixedLayout? _layout;

    /// <summary>Makes a writer for a frozen tree of shapes.</summary>
    /// <exception cref="ArgumentException">The encoding is unknown, or a shape is no line or field of the layout.</exception>
    public FixedWidthWriter(Shape root, FixedWidthFormat format)
        : base(root)
    {
        _format = format;
        _encoding = TextEncodings.Find(format.Encoding)
            ?? throw new ArgumentException($"There is no encoding '{format.Encoding}'.", nameof(format));
        _newLine = Encoding.ASCII.GetBytes(format.NewLine);
        _line = new Rune[format.Lines.Max(l => l.Width)];
        FixedLayout[] layouts = [.. format.Lines.Select(l => new FixedLayout(l, root, format.Group))];
        _shared = [.. layouts.SelectMany(l => l.Shared.Select(s => s.Shape)).Distinct()];
        _lone = format.Group.Count > 0 ? layouts[0] : null;
        foreach (FixedLayout layout in layouts.Where(l => l.Shape is not null))
        {
            _lines[layout.Shape!] = layout;
            foreach ((FixedField field, Shape? shape) in layout.Fields.Where(f => f.Shape is not null))
            {
                _fields[shape!] = field;
            }
        }

        _single = _lines.GetValueOrDefault(root);
        Shape? foreign = (_single is null ? [.. root.Children, .. _lines.Keys.SelectMany(l => l.Children)] : root.Children)
            .FirstOrDefault(s => !_lines.ContainsKey(s) && !_fields.ContainsKey(s) && !_shared.Contains(s));
        if (foreign is not null)
        {
            throw new ArgumentException($"The layout has no '{foreign}'.", nameof(root));
        }
    }

    /// <inheritdoc/>
    protected override void BeginMessage()
    {
        _layout = null;
        _said.Clear();
        _waiting.Clear();
        if (_single is not null)
        {
            StartLine(_single);
        }
    }

    /// <inheritdoc/>
    protected override void EndMessage()
    {
        if (_single is not null)
        {
            WriteLine();
        }

        if (_lone is not null)
        {
            WriteWaiting(_lone);
        }

        if (!IsEmbedded && !TextEncodings.IsUtf8(_encoding))
        {
            Transcode(_encoding);
        }
    }

    /// <inheritdoc/>
    protected override void OpenContainer(Shape shape) => StartLine(_lines.GetValueOrDefault(shape)
        ?? throw new NotSupportedException($"A line holds values and nothing nested ({shape})."));

    /// <inheritdoc/>
    protected override void CloseContainer(Shape shape) => WriteLine();

    /// <inheritdoc/>
    protected override void OpenList(Shape shape)
    {
        if (!_lines.ContainsKey(shape))
        {
            throw new NotSupportedException($"A field does not repeat ({shape}).");
        }
    }

    /// <inheritdoc/>
    protected override void CloseList(Shape shape)
    {
    }

    /// <inheritdoc/>
    protected override void WriteScalar(Shape shape, ReadOnlySpan<byte> utf8, ScalarKind kind)
    {
        if (kind == ScalarKind.Null)
        {
            return;
        }

        if (Array.IndexOf(_shared, shape) >= 0)
        {
            _said[shape] = [.. Encoding.UTF8.GetString(utf8).EnumerateRunes()];
            return;
        }

        FixedField field = _fields[shape];
        int length = 0;
        foreach (byte b in utf8)
        {
            length += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        if (length > field.Length)
        {
            Fail(FormatIssues.TooLong, $"the value has {length} characters, the column {field.Length}", shape);
            return;
        }

        if (utf8.ContainsAny((byte)'\r', (byte)'\n'))
        {
            Fail(FormatIssues.CannotCarry, "a column cannot hold the end of a line", shape);
            return;
        }

        // A field without a value stays blank: zeros would be a value.
        _line.AsSpan(field.Start - 1, field.Length).Fill(new Rune(field.Pad));
        int at = field.Start - 1 + (field.AlignRight ? field.Length - length : 0);
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out _line[at++], out int bytes);
            utf8 = utf8[bytes..];
        }
    }

    /// <inheritdoc/>
    protected override void WriteContent(Shape container, ReadOnlySpan<byte> utf8) =>
        throw new NotSupportedException($"A line has no text of its own ({container}).");

    private void StartLine(FixedLayout layout)
    {
        _layout = layout;
        Array.Fill(_line, new Rune(' '));
        if (layout.Line.Tag is { } tag)
        {
            int at = tag.Start - 1;
            foreach (Rune rune in tag.Value.PadRight(tag.Length).EnumerateRunes().Take(tag.Length))
            {
                _line[at++] = rune;
            }
        }
    }

    // What all lines say is known at the end of the message, in whatever order it came.
    private void WriteWaiting(FixedLayout lone)
    {
        if (_waiting.Count == 0)
        {
            StartLine(lone);
            _waiting.Add((lone, [.. _line]));
        }

        (FixedLayout Layout, Rune[] Line)[] lines = [.. _waiting];
        _waiting.Clear();
        foreach ((FixedLayout layout, Rune[] line) in lines)
        {
            _layout = layout;
            line.CopyTo(_line, 0);
            foreach ((FixedField field, Shape shape) in layout.Shared)
            {
                Share(field, shape);
            }

            Finish();
        }
    }

    private void Share(FixedField field, Shape shape)
    {
        if (!_said.TryGetValue(shape, out Rune[]? value))
        {
            return;
        }

        if (value.Length > field.Length)
        {
            Fail(FormatIssues.TooLong, $"the value has {value.Length} characters, the column {field.Length}", shape);
            return;
        }

        Span<Rune> room = _line.AsSpan(field.Start - 1, field.Length);
        Rune[] filled = [.. Enumerable.Repeat(new Rune(field.Pad), field.Length)];
        value.CopyTo(filled, field.AlignRight ? field.Length - value.Length : 0);
        if (room.ContainsAnyExcept(new Rune(' ')) && !room.SequenceEqual(filled))
        {
            Fail(FormatIssues.RowsDiffer, $"a line says another {field.Name} than the message", shape);
        }

        filled.CopyTo(room);
    }

    private void WriteLine()
    {
        if (_lone is null)
        {
            Finish();
        }
        else
        {
            _waiting.Add((_layout!, [.. _line]));
        }
    }

    private void Finish()
    {
        int width = _layout!.Line.Width;
        while (_format.TrimEnd && width > 0 && _line[width - 1].Value == ' ')
        {
            width--;
        }

        // As the text of a field, lines stand between each other's ends only.
        if (IsEmbedded && Out.Length > 0)
        {
            Out.Add(_newLine);
        }

        foreach (Rune rune in _line.AsSpan(0, width))
        {
            Out.Advance(rune.EncodeToUtf8(Out.Reserve(4)));
        }

        if (!IsEmbedded)
        {
            Out.Add(_newLine);
        }
    }
}
