using System.Text;
using System.Text.Json;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats.Json;

/// <summary>
/// Reads JSON along a tree of shapes in one pass. Values without escapes point into the message; those with escapes are decoded into the
/// tree's scratch buffer. Nothing is allocated for a message whose fields are all known.
/// </summary>
internal sealed class JsonReader : TreeReader
{
    private readonly JsonReaderOptions _options;

    // Fields that leave no node behind: empty arrays by node and ordinal, unknown ones by node and name.
    private readonly HashSet<long> _emptyArrays = [];
    private readonly HashSet<(int Node, string Name)> _unknownNames = [];

    /// <summary>Makes a reader for a frozen tree of shapes.</summary>
    public JsonReader(Shape root, FormatLimits limits)
        : base(root, limits)
    {
        // One deeper than allowed, so that the limit is found here, with its own code, and not as malformed JSON.
        _options = new JsonReaderOptions { MaxDepth = limits.Depth + 1 };
    }

    /// <inheritdoc/>
    protected override bool TryFindEncoding(ReadOnlySpan<byte> message, IssueSink issues, out string encoding)
    {
        encoding = "utf-8";
        return true;
    }

    /// <inheritdoc/>
    protected override bool Parse(ReadOnlySpan<byte> text, int root)
    {
        _emptyArrays.Clear();
        _unknownNames.Clear();
        Utf8JsonReader json = new(text, _options);
        try
        {
            // The last read finds what stands behind the value.
            return json.Read() && ReadRoot(ref json, root) && !json.Read();
        }
        catch (JsonException e)
        {
            return Malformed(e, text);
        }
    }

    private bool ReadRoot(ref Utf8JsonReader json, int root)
    {
        Shape shape = Tree.ShapeOf(root);
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref json, root, shape);
            case JsonTokenType.StartArray when FindItem(shape) is { } item:
                return ReadItems(ref json, root, item);
            default:
                return Fault(FormatIssues.WrongRoot, $"the outermost JSON value is {Describe(json.TokenType)}, not an object", json.TokenStartIndex);
        }
    }

    private bool ReadObject(ref Utf8JsonReader json, int node, Shape shape)
    {
        if (json.CurrentDepth >= Limits.Depth)
        {
            return TooDeep(json.TokenStartIndex);
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            long offset = json.TokenStartIndex;
            Shape? child;
            string? unknown = null;
            if (!json.ValueIsEscaped)
            {
                child = shape.Find(json.ValueSpan);
                unknown = child is null ? Encoding.UTF8.GetString(json.ValueSpan) : null;
            }
            else if (!TryFindEscaped(ref json, shape, out child, out unknown))
            {
                return false;
            }

            if (child is null && shape.Members is { } member)
            {
                if (!ReadMember(ref json, node, member, unknown!))
                {
                    return false;
                }

                continue;
            }

            json.Read();
            bool read = child is null
                ? ReadUnknown(ref json, node, unknown!, offset)
                : ReadKnown(ref json, node, child, offset);
            if (!read)
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadKnown(ref Utf8JsonReader json, int parent, Shape shape, long offset)
    {
        if (Tree.Child(parent, shape) != 0
            || (_emptyArrays.Count > 0 && _emptyArrays.Contains(EmptyArrayKey(parent, shape))))
        {
            return Fault(FormatIssues.DuplicateField, $"'{shape.Name}' stands twice in one object", offset, shape.Path);
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            return ReadValue(ref json, parent, shape, offset, 0, out _);
        }

        if (!ReadItems(ref json, parent, shape))
        {
            return false;
        }

        if (Tree.Child(parent, shape) == 0)
        {
            _emptyArrays.Add(EmptyArrayKey(parent, shape));
        }

        return true;
    }

    // A member that the translation knows by no name: what it is called is a value of its own.
    private bool ReadMember(ref Utf8JsonReader json, int parent, Shape shape, string name)
    {
        long offset = json.TokenStartIndex;
        if (!_unknownNames.Add((parent, name)))
        {
            return Fault(FormatIssues.DuplicateField, $"'{name}' stands twice in one object", offset);
        }

        bool inScratch = json.ValueIsEscaped || Start.InScratch;
        int start = Start.Start + (int)offset + 1;
        int length = json.ValueSpan.Length;
        if (json.ValueIsEscaped)
        {
            TryUnescape(ref json, Tree.Scratch(length), out length);
            start = Tree.CommitScratch(length);
        }

        json.Read();
        if (!ReadValue(ref json, parent, shape, offset, 0, out int node))
        {
            return false;
        }

        offset = Start.IsEmbedded ? Start.HostOffset : offset;
        if (shape.MemberName is not { } nameShape)
        {
            Tree.AddUnknown(new UnknownField(node, "@" + JsonFormat.Key, null, offset, name));
            return true;
        }

        int key = Tree.AddChild(node, nameShape, NodeKind.Text, offset);
        if (inScratch)
        {
            Tree.SetScratchValue(key, start, length);
        }
        else
        {
            Tree.SetValue(key, start, length);
        }

        return true;
    }

    private bool ReadItems(ref Utf8JsonReader json, int parent, Shape shape)
    {
        if (json.CurrentDepth >= Limits.Depth)
        {
            return TooDeep(json.TokenStartIndex);
        }

        int previous = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!ReadValue(ref json, parent, shape, json.TokenStartIndex, previous, out previous))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadValue(ref Utf8JsonReader json, int parent, Shape shape, long offset, int previous, out int node)
    {
        node = Tree.AddChild(parent, shape, KindOf(json.TokenType), Start.IsEmbedded ? Start.HostOffset : offset, previous);
        if (++Values > Limits.Values)
        {
            return TooMany(offset);
        }

        return json.TokenType switch
        {
            JsonTokenType.String => ReadText(ref json, node, shape),
            JsonTokenType.Number => SetValue(ref json, node),
            JsonTokenType.StartObject => ReadObject(ref json, node, shape),
            JsonTokenType.StartArray => ReadInnerArray(ref json, node, shape),
            _ => true,
        };
    }

    private bool ReadInnerArray(ref Utf8JsonReader json, int node, Shape shape) => FindItem(shape) is { } item
        ? ReadItems(ref json, node, item)
        : ReadUnknown(ref json, node, JsonFormat.Item, json.TokenStartIndex);

    private bool ReadText(ref Utf8JsonReader json, int node, Shape shape)
    {
        if (!json.ValueIsEscaped)
        {
            if (!SetValue(ref json, node))
            {
                return false;
            }
        }
        else
        {
            if (json.ValueSpan.Length > Limits.ValueBytes)
            {
                return ValueTooLarge(ref json);
            }

            Span<byte> scratch = Tree.Scratch(json.ValueSpan.Length);
            if (!TryUnescape(ref json, scratch, out int length))
            {
                return false;
            }

            Tree.SetScratchValue(node, Tree.CommitScratch(length), length);
        }

        return shape.Embedded is null || Embedded.TryRead(Tree, node, Faults);
    }

    private bool SetValue(ref Utf8JsonReader json, int node)
    {
        int length = json.ValueSpan.Length;
        if (length > Limits.ValueBytes)
        {
            return ValueTooLarge(ref json);
        }

        // A string's token starts at its quote.
        int start = Start.Start + (int)json.TokenStartIndex + (json.TokenType == JsonTokenType.String ? 1 : 0);
        if (Start.InScratch)
        {
            Tree.SetScratchValue(node, start, length);
        }
        else
        {
            Tree.SetValue(node, start, length);
        }

        return true;
    }

    private bool ReadUnknown(ref Utf8JsonReader json, int parent, string name, long offset)
    {
        if (name != JsonFormat.Item && !_unknownNames.Add((parent, name)))
        {
            return Fault(FormatIssues.DuplicateField, $"'{name}' stands twice in one object", offset);
        }

        string sample = json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? "" : Samples.Of(json.ValueSpan);
        Tree.AddUnknown(new UnknownField(parent, name, null, Start.IsEmbedded ? Start.HostOffset : offset, sample));
        return Skip(ref json);
    }

    private bool Skip(ref Utf8JsonReader json)
    {
        int open = 0;
        do
        {
            switch (json.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when json.CurrentDepth >= Limits.Depth:
                    return TooDeep(json.TokenStartIndex);
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open++;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open--;
                    continue;
                case JsonTokenType.PropertyName:
                    continue;
            }

            if (++Values > Limits.Values)
            {
                return TooMany(json.TokenStartIndex);
            }

            if (json.ValueSpan.Length > Limits.ValueBytes)
            {
                return ValueTooLarge(ref json);
            }
        }
        while (open > 0 && json.Read());

        return true;
    }

    private bool TryFindEscaped(ref Utf8JsonReader json, Shape shape, out Shape? child, out string? unknown)
    {
        (child, unknown) = (null, null);
        Span<byte> name = Tree.Scratch(json.ValueSpan.Length);
        if (!TryUnescape(ref json, name, out int length))
        {
            return false;
        }

        child = shape.Find(name[..length]);
        unknown = child is null ? Encoding.UTF8.GetString(name[..length]) : null;
        return true;
    }

    private bool TryUnescape(ref Utf8JsonReader json, Span<byte> target, out int length)
    {
        try
        {
            length = json.CopyString(target);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The framework's answer to half a surrogate pair; the bytes are valid UTF-8, so there is no other cause.
            length = 0;
            return Fault(FormatIssues.UnpairedSurrogate, "an escape stands for half of a surrogate pair", json.TokenStartIndex);
        }
    }

    private bool Malformed(JsonException e, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
        {
            return Fault(FormatIssues.Empty, "there is no JSON value", 0);
        }

        // The framework's text ends with the place, which an issue carries by itself.
        int place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string message = place < 0 ? e.Message : e.Message[..place];
        return FaultAt(FormatIssues.Malformed, message, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "");
    }

    private bool TooDeep(long offset) => Fault(FormatIssues.TooDeep, $"more than {Limits.Depth} levels", offset);

    private bool TooMany(long offset) => Fault(FormatIssues.TooManyValues, $"more than {Limits.Values} fields", offset);

    private bool ValueTooLarge(ref Utf8JsonReader json) => Fault(FormatIssues.ValueTooLarge,
        $"{json.ValueSpan.Length} bytes are more than the {Limits.ValueBytes} that one value may have", json.TokenStartIndex);

    private bool Fault(IssueCode code, string message, long offset, string path = "")
    {
        ReadOnlySpan<byte> text = Start.IsEmbedded ? Start.TextOf(Tree) : Tree.Source.Span;
        ReadOnlySpan<byte> before = text[..(int)offset];
        return FaultAt(code, message, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), path);
    }

    private bool FaultAt(IssueCode code, string message, int line, int column, string path)
    {
        Faults.Add(Start.Issue(Tree, code, message, line, column, path));
        return false;
    }

    private static Shape? FindItem(Shape shape) => shape.Find("[]"u8);

    private static long EmptyArrayKey(int parent, Shape shape) => ((long)parent << 32) | (uint)shape.Ordinal;

    private static NodeKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => NodeKind.Text,
        JsonTokenType.Number => NodeKind.Number,
        JsonTokenType.True => NodeKind.True,
        JsonTokenType.False => NodeKind.False,
        JsonTokenType.Null => NodeKind.Null,
        _ => NodeKind.Container,
    };

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.Null => "null",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        _ => "a boolean",
    };
}
