using System.Buffers;
using System.Text.Encodings.Web;

namespace Parley.Engine.Formats.Json;

/// <summary>Writes JSON without white space, in UTF-8 without a byte order mark.</summary>
/// <remarks>
/// An emitter of its own rather than Utf8JsonWriter: names are prepared with their quotes and comma, only what RFC 8259 section 7 asks for is
/// escaped (the encoders of the framework write emoji as escapes), and nothing is ever replaced by U+FFFD.
/// </remarks>
internal sealed class JsonWriter : BufferedMessageWriter
{
    // Nothing that is written here is put into HTML or script, so quotes, backslash and control characters are all that needs an escape.
    internal static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private readonly Stack<Shape?> _outerLists = new();
    private readonly bool _rootIsArray;
    private readonly Stack<HashSet<string>> _memberNames = new();
    private Shape? _list;
    private bool _comma;

    // Of the member that was opened last: nothing yet, its name, or its name and value.
    private MemberState _member;

    /// <summary>Makes a writer for a frozen tree of shapes.</summary>
    public JsonWriter(Shape root)
        : base(root)
    {
        _rootIsArray = JsonPlace.IsArrayShape(root);
        JsonPlace.Prepare(root);
    }

    /// <inheritdoc/>
    protected override void BeginMessage()
    {
        _outerLists.Clear();
        _memberNames.Clear();
        _member = MemberState.None;
        _list = null;
        _comma = false;
        Out.Add(_rootIsArray ? (byte)'[' : (byte)'{');
    }

    /// <inheritdoc/>
    protected override void EndMessage() => Out.Add(_rootIsArray ? (byte)']' : (byte)'}');

    /// <inheritdoc/>
    protected override void OpenContainer(Shape shape)
    {
        if (shape.IsMember)
        {
            BeginMember();
            _member = MemberState.Opened;
            return;
        }

        bool isArray = Lead(shape).IsArray;
        Out.Add(isArray ? (byte)'[' : (byte)'{');
        _comma = false;
    }

    /// <inheritdoc/>
    protected override void CloseContainer(Shape shape)
    {
        if (_member == MemberState.Valued)
        {
            _member = MemberState.None;
            _comma = true;
            return;
        }

        if (_member != MemberState.None)
        {
            BeginMember();
        }

        Out.Add(((JsonPlace)shape.Prepared!).IsArray ? (byte)']' : (byte)'}');
        _comma = true;
    }

    /// <inheritdoc/>
    protected override void OpenList(Shape shape)
    {
        if (shape.IsMember)
        {
            BeginMember();
            _memberNames.Push(new HashSet<string>(StringComparer.Ordinal));
        }
        else if (!((JsonPlace)shape.Prepared!).IsItem)
        {
            Lead(shape);
            Out.Add((byte)'[');
            _comma = false;
        }

        _outerLists.Push(_list);
        _list = shape;
    }

    /// <inheritdoc/>
    protected override void CloseList(Shape shape)
    {
        _list = _outerLists.Pop();
        if (shape.IsMember)
        {
            _memberNames.Pop();
        }
        else if (!((JsonPlace)shape.Prepared!).IsItem)
        {
            Out.Add((byte)']');
            _comma = true;
        }
    }

    /// <inheritdoc/>
    protected override void WriteScalar(Shape shape, ReadOnlySpan<byte> utf8, ScalarKind kind)
    {
        if (shape.IsAttribute)
        {
            NameMember(shape, utf8);
            return;
        }

        if (shape.IsMember)
        {
            if (_member != MemberState.Named)
            {
                Fail(FormatIssues.NoName, "there is no name for a member of an object", shape);
            }

            _member = MemberState.Valued;
        }
        else
        {
            Lead(shape);
        }

        _comma = true;
        switch (kind)
        {
            case ScalarKind.Text:
                WriteText(utf8);
                break;
            case ScalarKind.Null:
                Out.Add("null"u8);
                break;
            default:
                WriteBare(shape, utf8, kind);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void WriteContent(Shape container, ReadOnlySpan<byte> utf8) =>
        throw new NotSupportedException($"A JSON object has no text of its own ({container}).");

    private JsonPlace Lead(Shape shape)
    {
        if (_member != MemberState.None)
        {
            BeginMember();
        }

        JsonPlace place = (JsonPlace)shape.Prepared!;
        if (!place.IsItem && !ReferenceEquals(shape, _list))
        {
            Out.Add(_comma ? place.Name : place.Name.AsSpan(1));
        }
        else if (_comma)
        {
            Out.Add((byte)',');
        }

        return place;
    }

    private void NameMember(Shape shape, ReadOnlySpan<byte> utf8)
    {
        string name = System.Text.Encoding.UTF8.GetString(utf8);
        bool isTaken = shape.Parent!.Parent!.Find(utf8) is not null || (_memberNames.TryPeek(out HashSet<string>? names) && !names.Add(name));
        if (isTaken)
        {
            Fail(FormatIssues.DuplicateField, $"'{name}' would stand twice in one object", shape);
        }

        if (_comma)
        {
            Out.Add((byte)',');
        }

        WriteText(utf8);
        Out.Add((byte)':');
        _member = MemberState.Named;
    }

    // Only now it is known that the member is an object: its name comes first, and may be all there is besides a value.
    private void BeginMember()
    {
        if (_member == MemberState.Opened)
        {
            Fail(FormatIssues.NoName, "there is no name for a member of an object", _list);
        }

        if (_member == MemberState.Named)
        {
            Out.Add((byte)'{');
            _comma = false;
        }

        _member = MemberState.None;
    }

    private void WriteBare(Shape shape, ReadOnlySpan<byte> utf8, ScalarKind kind)
    {
        bool valid = kind == ScalarKind.Number
            ? JsonNumber.IsValid(utf8)
            : utf8.SequenceEqual("true"u8) || utf8.SequenceEqual("false"u8);
        if (valid)
        {
            Out.Add(utf8);
        }
        else
        {
            Fail(FormatIssues.NotOfKind, $"the value is not a JSON {(kind == ScalarKind.Number ? "number" : "boolean")}", shape);
        }
    }

    private void WriteText(ReadOnlySpan<byte> utf8)
    {
        Out.Add((byte)'"');
        for (int next = utf8.IndexOfAny(Escaped); next >= 0; next = utf8.IndexOfAny(Escaped))
        {
            Out.Add(utf8[..next]);
            WriteEscape(utf8[next]);
            utf8 = utf8[(next + 1)..];
        }

        Out.Add(utf8);
        Out.Add((byte)'"');
    }

    private void WriteEscape(byte character)
    {
        ReadOnlySpan<byte> hex = "0123456789abcdef"u8;
        Out.Add((byte)'\\');
        switch (character)
        {
            case (byte)'"' or (byte)'\\':
                Out.Add(character);
                break;
            case (byte)'\n':
                Out.Add((byte)'n');
                break;
            case (byte)'\r':
                Out.Add((byte)'r');
                break;
            case (byte)'\t':
                Out.Add((byte)'t');
                break;
            default:
                Out.Add("u00"u8);
                Out.Add(hex[character >> 4]);
                Out.Add(hex[character & 15]);
                break;
        }
    }

    private enum MemberState : byte
    {
        None,
        Opened,
        Named,
        Valued,
    }
}
