using System.Text.Json;
using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Json;

/// <summary>
/// Reads pole JSON in one pass over the bytes. Where a record's attributes stand before its type, their place is kept and they are read
/// when the type is known; links are resolved at the end.
/// </summary>
internal ref struct PoleJsonReader
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly PoleDictionary _dictionary;
    private readonly IssueSink _issues;
    private readonly Bundle _bundle = new();
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<PendingLink> _links = [];
    private Utf8JsonReader _json;

    public PoleJsonReader(ReadOnlySpan<byte> utf8, PoleDictionary dictionary, IssueSink issues)
    {
        _utf8 = utf8;
        _dictionary = dictionary;
        _issues = issues;
        _json = new Utf8JsonReader(utf8);
    }

    public Bundle? Read()
    {
        try
        {
            _json.Read();
            if (_json.TokenType != JsonTokenType.StartObject)
            {
                Report(PoleJsonIssues.WrongShape, "the message is no object");
                return null;
            }

            ReadBundle();
            _json.Read();
        }
        catch (JsonException fault)
        {
            SourcePosition place = new(null, (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1);
            _issues.Add(PoleJsonIssues.NotJson, "the message is not well-formed JSON", place, losesData: true);
            return null;
        }

        ResolveLinks();
        return _bundle;
    }

    private void ReadBundle()
    {
        Seen seen = default;
        while (NextProperty())
        {
            if (_json.ValueTextEquals("dictionary"u8) && seen.Add(0))
            {
                ReadText("dictionary");
            }
            else if (_json.ValueTextEquals("message"u8) && seen.Add(1))
            {
                ReadFacts();
            }
            else if (_json.ValueTextEquals("records"u8) && seen.Add(2))
            {
                ReadRecords();
            }
            else if (_json.ValueTextEquals("links"u8) && seen.Add(3))
            {
                ReadLinks();
            }
            else
            {
                ReportProperty(seen);
            }
        }
    }

    private void ReadFacts()
    {
        if (!EnterObject("message"))
        {
            return;
        }

        MessageFacts facts = MessageFacts.None;
        Seen seen = default;
        while (NextProperty())
        {
            int field = Index("messageId"u8, "correlationId"u8, "sentAt"u8, "sender"u8, "recipient"u8);
            if (field < 0 || !seen.Add(field))
            {
                ReportProperty(seen);
                continue;
            }

            facts = field switch
            {
                0 => facts with { MessageId = ReadText("messageId") },
                1 => facts with { CorrelationId = ReadText("correlationId") },
                2 => facts with { SentAt = ReadSentAt() },
                3 => facts with { Sender = ReadText("sender") },
                _ => facts with { Recipient = ReadText("recipient") },
            };
        }

        _bundle.Facts = facts;
    }

    private DateTime? ReadSentAt()
    {
        _json.Read();
        if (PoleJsonValues.TryInstant(ref _json, out DateTime instant))
        {
            return instant;
        }

        Report(PoleJsonIssues.WrongValue, "'sentAt' is no instant in UTC with Z");
        _json.Skip();
        return null;
    }

    private void ReadRecords()
    {
        if (!EnterArray("records"))
        {
            return;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            ReadRecord();
        }
    }

    private void ReadRecord()
    {
        Utf8JsonReader start = _json;
        if (!IsObject("a record"))
        {
            return;
        }

        string? id = null, sourceId = null, type = null, role = null;
        Utf8JsonReader attributes = default;
        bool hasAttributes = false;
        Seen seen = default;
        while (NextProperty())
        {
            int field = Index("id"u8, "sourceId"u8, "type"u8, "role"u8, "attributes"u8);
            if (field < 0 || !seen.Add(field))
            {
                ReportProperty(seen);
                continue;
            }

            switch (field)
            {
                case 0: id = ReadText("id"); break;
                case 1: sourceId = ReadText("sourceId"); break;
                case 2: type = ReadText("type"); break;
                case 3: role = ReadText("role"); break;
                default:
                    _json.Read();
                    attributes = _json;
                    hasAttributes = true;
                    _json.Skip();
                    break;
            }
        }

        Utf8JsonReader end = _json;
        _json = start;
        if (MakeRecord(id, sourceId, type, role) is { } record && hasAttributes)
        {
            _json = attributes;
            ReadAttributes(record);
        }

        _json = end;
    }

    private readonly Record? MakeRecord(string? id, string? sourceId, string? type, string? role)
    {
        if (type is null || !_dictionary.Types.TryGetValue(type, out RecordType? recordType))
        {
            Report(PoleJsonIssues.UnknownType, type is null ? "a record has no type" : $"there is no record type '{type}'", losesData: true);
            return null;
        }

        EntityRole? entityRole = null;
        if (role is not null && !_dictionary.Roles.TryGetValue(role, out entityRole))
        {
            Report(PoleJsonIssues.UnknownRole, $"there is no entity role '{role}'");
        }

        bool isPlace = id is null || id.StartsWith('#');
        Record record = new(recordType) { Role = entityRole, Id = isPlace ? sourceId : id };
        int place = _bundle.Add(record);
        if (id is null || !_ids.TryAdd(id, place))
        {
            Report(PoleJsonIssues.WrongId, id is null ? "a record has no id" : $"the id '{id}' is given twice");
        }

        return record;
    }

    private void ReadAttributes(Record record)
    {
        if (!IsObject("'attributes'"))
        {
            return;
        }

        Span<char> buffer = stackalloc char[128];
        while (NextProperty())
        {
            AttributeDefinition? attribute = null;
            if (_json.ValueSpan.Length <= buffer.Length)
            {
                ReadOnlySpan<char> name = buffer[.._json.CopyString(buffer)];
                record.Type.TryGet(name, out attribute);
            }

            if (attribute is null)
            {
                Report(PoleJsonIssues.UnknownAttribute, $"{record.Type.Name} has no attribute '{Shown(_json.GetString()!)}'", losesData: true);
                _json.Skip();
            }
            else if (!record[attribute].IsNone)
            {
                Report(PoleJsonIssues.RepeatedProperty, $"'{attribute.Name}' stands twice", attribute.Name, losesData: true);
                _json.Skip();
            }
            else
            {
                _json.Read();
                record.Set(attribute, ReadValue(attribute));
            }
        }
    }

    private Value ReadValue(AttributeDefinition attribute)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            return ReadSingle(attribute);
        }

        if (!attribute.Many)
        {
            Report(PoleJsonIssues.WrongShape, $"'{attribute.Name}' has one value, not several", attribute.Name, losesData: true);
            _json.Skip();
            return Value.None;
        }

        List<Value> items = [];
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (ReadSingle(attribute) is { IsNone: false } item)
            {
                items.Add(item);
            }
        }

        return Value.List([.. items]);
    }

    private Value ReadSingle(AttributeDefinition attribute)
    {
        if (attribute.Type == ValueType.Code)
        {
            return ReadCode(attribute);
        }

        if (PoleJsonValues.TryRead(ref _json, attribute.Type, out Value value))
        {
            return value;
        }

        Report(PoleJsonIssues.WrongValue, $"the value of '{attribute.Name}' is no {PoleJsonValues.Describe(attribute.Type)}", attribute.Name, losesData: true);
        _json.Skip();
        return Value.None;
    }

    private Value ReadCode(AttributeDefinition attribute)
    {
        if (_json.TokenType == JsonTokenType.String)
        {
            string code = _json.GetString()!;
            if (attribute.Codes!.TryGet(code, out CodeEntry? entry))
            {
                return Value.Code(entry);
            }

            Report(PoleJsonIssues.UnknownCode, $"'{Shown(code)}' is no code of '{attribute.Codes.Name}'; it is kept as unmapped", attribute.Name);
            return Value.Text(code);
        }

        Utf8JsonReader start = _json;
        if (_json.TokenType == JsonTokenType.StartObject && _json.Read() && _json.TokenType == JsonTokenType.PropertyName
            && _json.ValueTextEquals("unmapped"u8) && _json.Read() && _json.TokenType == JsonTokenType.String)
        {
            string raw = _json.GetString()!;
            if (_json.Read() && _json.TokenType == JsonTokenType.EndObject)
            {
                return Value.Text(raw);
            }
        }

        _json = start;
        Report(PoleJsonIssues.WrongValue, $"the value of '{attribute.Name}' is neither a code nor {{\"unmapped\": …}}", attribute.Name, losesData: true);
        _json.Skip();
        return Value.None;
    }

    private void ReadLinks()
    {
        if (!EnterArray("links"))
        {
            return;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            SourcePosition place = Place();
            if (!IsObject("a link"))
            {
                continue;
            }

            string? from = null, role = null, to = null;
            Seen seen = default;
            while (NextProperty())
            {
                int field = Index("from"u8, "role"u8, "to"u8, default, default);
                if (field < 0 || !seen.Add(field))
                {
                    ReportProperty(seen);
                    continue;
                }

                _ = field switch { 0 => from = ReadText("from"), 1 => role = ReadText("role"), _ => to = ReadText("to") };
            }

            _links.Add(new PendingLink(from, role, to, place));
        }
    }

    private readonly void ResolveLinks()
    {
        foreach (PendingLink link in _links)
        {
            if (!_dictionary.LinkRoles.TryGetValue(link.Role ?? "", out LinkRole? role))
            {
                _issues.Add(PoleJsonIssues.UnknownRole, $"there is no link role '{link.Role}'", link.Position, losesData: true);
            }
            else if (!_ids.TryGetValue(link.From ?? "", out int from) || !_ids.TryGetValue(link.To ?? "", out int to))
            {
                _issues.Add(PoleJsonIssues.WrongId, $"a link joins '{link.From}' to '{link.To}', and one of them is no record here", link.Position, losesData: true);
            }
            else
            {
                _bundle.Add(new Link(from, role, to));
            }
        }
    }

    /// <summary>Goes to the next property of the object; false at its end.</summary>
    private bool NextProperty() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    private readonly int Index(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, ReadOnlySpan<byte> e) =>
        _json.ValueTextEquals(a) ? 0
        : _json.ValueTextEquals(b) ? 1
        : _json.ValueTextEquals(c) ? 2
        : !d.IsEmpty && _json.ValueTextEquals(d) ? 3
        : !e.IsEmpty && _json.ValueTextEquals(e) ? 4 : -1;

    private string? ReadText(string name)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.String)
        {
            return _json.GetString();
        }

        Report(PoleJsonIssues.WrongShape, $"'{name}' is no string");
        _json.Skip();
        return null;
    }

    private bool EnterObject(string name)
    {
        _json.Read();
        return IsObject($"'{name}'");
    }

    private bool IsObject(string what)
    {
        if (_json.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        Report(PoleJsonIssues.WrongShape, $"{what} is no object", losesData: true);
        _json.Skip();
        return false;
    }

    private bool EnterArray(string name)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartArray)
        {
            return true;
        }

        Report(PoleJsonIssues.WrongShape, $"'{name}' is no array", losesData: true);
        _json.Skip();
        return false;
    }

    private void ReportProperty(Seen seen)
    {
        string name = _json.GetString()!;
        bool repeated = seen.LastRepeated;
        Report(
            repeated ? PoleJsonIssues.RepeatedProperty : PoleJsonIssues.UnknownProperty,
            repeated ? $"'{Shown(name)}' stands twice" : $"'{Shown(name)}' has no meaning here",
            losesData: true);
        _json.Skip();
    }

    private readonly void Report(IssueCode code, string message, string path = "", bool losesData = false) =>
        _issues.Add(code, message, Place(), path, losesData);

    /// <summary>The place of the current token, counted only when something is to be said of it.</summary>
    private readonly SourcePosition Place()
    {
        ReadOnlySpan<byte> before = _utf8[..(int)_json.TokenStartIndex];
        return new SourcePosition(null, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private readonly record struct PendingLink(string? From, string? Role, string? To, SourcePosition Position);

    /// <summary>Which properties of an object were there already.</summary>
    private struct Seen
    {
        private int _bits;

        public bool LastRepeated { get; private set; }

        public bool Add(int property)
        {
            LastRepeated = (_bits & (1 << property)) != 0;
            _bits |= 1 << property;
            return !LastRepeated;
        }
    }
}
