using System.Text.Json;
using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Json;

/// <summary>
/// Reads pole JSON in one pass over the bytes. Where a record's attributes stand before its type, their place is kept and they are read
/// when the type is known; links are resolved at the end.
/// </summary>
internal ref struct PoleJsonReader
{
    private readonly PoleDictionary _dictionary;
    private readonly IssueSink _issues;
    private readonly Bundle _bundle = new();
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<PendingLink> _links = [];
    private PoleJsonCursor _at;

    public PoleJsonReader(ReadOnlySpan<byte> utf8, PoleDictionary dictionary, IssueSink issues)
    {
        _dictionary = dictionary;
        _issues = issues;
        _at = new PoleJsonCursor(utf8, issues);
    }

    public Bundle? Read()
    {
        try
        {
            _at.Json.Read();
            if (_at.Json.TokenType != JsonTokenType.StartObject)
            {
                _at.Report(PoleJsonIssues.WrongShape, "the message is no object");
                return null;
            }

            ReadBundle();
            _at.Json.Read();
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
        PoleJsonCursor.Seen seen = default;
        while (_at.NextProperty())
        {
            if (_at.Json.ValueTextEquals("dictionary"u8) && seen.Add(0))
            {
                _at.ReadText("dictionary");
            }
            else if (_at.Json.ValueTextEquals("message"u8) && seen.Add(1))
            {
                ReadFacts();
            }
            else if (_at.Json.ValueTextEquals("records"u8) && seen.Add(2))
            {
                ReadRecords();
            }
            else if (_at.Json.ValueTextEquals("links"u8) && seen.Add(3))
            {
                ReadLinks();
            }
            else
            {
                _at.ReportProperty(seen);
            }
        }
    }

    private void ReadFacts()
    {
        if (!_at.EnterObject("message"))
        {
            return;
        }

        MessageFacts facts = MessageFacts.None;
        PoleJsonCursor.Seen seen = default;
        while (_at.NextProperty())
        {
            int field = _at.Index("messageId"u8, "correlationId"u8, "sentAt"u8, "sender"u8, "recipient"u8);
            if (field < 0 || !seen.Add(field))
            {
                _at.ReportProperty(seen);
                continue;
            }

            facts = field switch
            {
                0 => facts with { MessageId = _at.ReadText("messageId") },
                1 => facts with { CorrelationId = _at.ReadText("correlationId") },
                2 => facts with { SentAt = ReadSentAt() },
                3 => facts with { Sender = _at.ReadText("sender") },
                _ => facts with { Recipient = _at.ReadText("recipient") },
            };
        }

        _bundle.Facts = facts;
    }

    private DateTime? ReadSentAt()
    {
        _at.Json.Read();
        if (PoleJsonValues.TryInstant(ref _at.Json, out DateTime instant))
        {
            return instant;
        }

        _at.Report(PoleJsonIssues.WrongValue, "'sentAt' is no instant in UTC with Z");
        _at.Json.Skip();
        return null;
    }

    private void ReadRecords()
    {
        if (!_at.EnterArray("records"))
        {
            return;
        }

        while (_at.Json.Read() && _at.Json.TokenType != JsonTokenType.EndArray)
        {
            ReadRecord();
        }
    }

    private void ReadRecord()
    {
        Utf8JsonReader start = _at.Json;
        if (!_at.IsObject("a record"))
        {
            return;
        }

        string? id = null, sourceId = null, type = null, role = null;
        Utf8JsonReader attributes = default;
        bool hasAttributes = false;
        PoleJsonCursor.Seen seen = default;
        while (_at.NextProperty())
        {
            int field = _at.Index("id"u8, "sourceId"u8, "type"u8, "role"u8, "attributes"u8);
            if (field < 0 || !seen.Add(field))
            {
                _at.ReportProperty(seen);
                continue;
            }

            switch (field)
            {
                case 0: id = _at.ReadText("id"); break;
                case 1: sourceId = _at.ReadText("sourceId"); break;
                case 2: type = _at.ReadText("type"); break;
                case 3: role = _at.ReadText("role"); break;
                default:
                    _at.Json.Read();
                    attributes = _at.Json;
                    hasAttributes = true;
                    _at.Json.Skip();
                    break;
            }
        }

        Utf8JsonReader end = _at.Json;
        _at.Json = start;
        if (MakeRecord(id, sourceId, type, role) is { } record && hasAttributes)
        {
            _at.Json = attributes;
            ReadAttributes(record);
        }

        _at.Json = end;
    }

    private readonly Record? MakeRecord(string? id, string? sourceId, string? type, string? role)
    {
        if (type is null || !_dictionary.Types.TryGetValue(type, out RecordType? recordType))
        {
            _at.Report(PoleJsonIssues.UnknownType, type is null ? "a record has no type" : $"there is no record type '{type}'", losesData: true);
            return null;
        }

        EntityRole? entityRole = null;
        if (role is not null && !_dictionary.Roles.TryGetValue(role, out entityRole))
        {
            _at.Report(PoleJsonIssues.UnknownRole, $"there is no entity role '{role}'");
        }

        bool isPlace = id is null || id.StartsWith('#');
        Record record = new(recordType) { Role = entityRole, Id = isPlace ? sourceId : id };
        int place = _bundle.Add(record);
        if (id is null || !_ids.TryAdd(id, place))
        {
            _at.Report(PoleJsonIssues.WrongId, id is null ? "a record has no id" : $"the id '{id}' is given twice");
        }

        return record;
    }

    private void ReadAttributes(Record record)
    {
        if (!_at.IsObject("'attributes'"))
        {
            return;
        }

        Span<char> buffer = stackalloc char[128];
        while (_at.NextProperty())
        {
            AttributeDefinition? attribute = null;
            if (_at.Json.ValueSpan.Length <= buffer.Length)
            {
                ReadOnlySpan<char> name = buffer[.._at.Json.CopyString(buffer)];
                record.Type.TryGet(name, out attribute);
            }

            if (attribute is null)
            {
                _at.Report(PoleJsonIssues.UnknownAttribute, $"{record.Type.Name} has no attribute '{PoleJsonCursor.Shown(_at.Json.GetString()!)}'", losesData: true);
                _at.Json.Skip();
            }
            else if (!record[attribute].IsNone)
            {
                _at.Report(PoleJsonIssues.RepeatedProperty, $"'{attribute.Name}' stands twice", attribute.Name, losesData: true);
                _at.Json.Skip();
            }
            else
            {
                _at.Json.Read();
                record.Set(attribute, ReadValue(attribute));
            }
        }
    }

    private Value ReadValue(AttributeDefinition attribute)
    {
        if (_at.Json.TokenType != JsonTokenType.StartArray)
        {
            return ReadSingle(attribute);
        }

        if (!attribute.Many)
        {
            _at.Report(PoleJsonIssues.WrongShape, $"'{attribute.Name}' has one value, not several", attribute.Name, losesData: true);
            _at.Json.Skip();
            return Value.None;
        }

        List<Value> items = [];
        while (_at.Json.Read() && _at.Json.TokenType != JsonTokenType.EndArray)
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

        if (PoleJsonValues.TryRead(ref _at.Json, attribute.Type, out Value value))
        {
            return value;
        }

        _at.Report(PoleJsonIssues.WrongValue, $"the value of '{attribute.Name}' is no {PoleJsonValues.Describe(attribute.Type)}", attribute.Name, losesData: true);
        _at.Json.Skip();
        return Value.None;
    }

    private Value ReadCode(AttributeDefinition attribute)
    {
        if (_at.Json.TokenType == JsonTokenType.String)
        {
            string code = _at.Json.GetString()!;
            if (attribute.Codes!.TryGet(code, out CodeEntry? entry))
            {
                return Value.Code(entry);
            }

            _at.Report(PoleJsonIssues.UnknownCode, $"'{PoleJsonCursor.Shown(code)}' is no code of '{attribute.Codes.Name}'; it is kept as unmapped", attribute.Name);
            return Value.Text(code);
        }

        Utf8JsonReader start = _at.Json;
        if (_at.Json.TokenType == JsonTokenType.StartObject && _at.Json.Read() && _at.Json.TokenType == JsonTokenType.PropertyName
            && _at.Json.ValueTextEquals("unmapped"u8) && _at.Json.Read() && _at.Json.TokenType == JsonTokenType.String)
        {
            string raw = _at.Json.GetString()!;
            if (_at.Json.Read() && _at.Json.TokenType == JsonTokenType.EndObject)
            {
                return Value.Text(raw);
            }
        }

        _at.Json = start;
        _at.Report(PoleJsonIssues.WrongValue, $"the value of '{attribute.Name}' is neither a code nor {{\"unmapped\": …}}", attribute.Name, losesData: true);
        _at.Json.Skip();
        return Value.None;
    }

    private void ReadLinks()
    {
        if (!_at.EnterArray("links"))
        {
            return;
        }

        while (_at.Json.Read() && _at.Json.TokenType != JsonTokenType.EndArray)
        {
            SourcePosition place = _at.Place();
            if (!_at.IsObject("a link"))
            {
                continue;
            }

            string? from = null, role = null, to = null;
            PoleJsonCursor.Seen seen = default;
            while (_at.NextProperty())
            {
                int field = _at.Index("from"u8, "role"u8, "to"u8, default, default);
                if (field < 0 || !seen.Add(field))
                {
                    _at.ReportProperty(seen);
                    continue;
                }

                _ = field switch { 0 => from = _at.ReadText("from"), 1 => role = _at.ReadText("role"), _ => to = _at.ReadText("to") };
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

    private readonly record struct PendingLink(string? From, string? Role, string? To, SourcePosition Position);
}
