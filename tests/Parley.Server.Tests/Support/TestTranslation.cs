using System.Buffers;
using System.Text.Json;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Support;

/// <summary>A stand-in for compiled translations: <c>{"id","ref","summary","crime","bad"}</c> both ways, and a type <c>bundle</c> in the dictionary's own
/// JSON, so that server tests need no workspace files.</summary>
internal static class TestTranslation
{
    public static readonly IssueCode Malformed = new("TST001", Severity.Error, "Not JSON", "Send JSON.");
    public static readonly IssueCode BadValue = new("TST002", Severity.Error, "A bad value", "Send a good one.");
    public static readonly IssueCode Missing = new("TST003", Severity.Error, "Required and not there", "Supply it.");

    public static readonly RecordType Incident = new("Incident", RecordKind.Event, [Text("reference"), Text("summary"), Text("crimeReference")])
    {
        Key = ["reference"],
    };

    public static readonly RecordType Notice = BuiltInDictionary.BuiltIn.Types["RecordNotice"];

    public static TranslationCalls Calls { get; } = new(Read, Write);

    public static PoleDictionary Dictionary { get; } = new(
        "test",
        [Incident, Notice, .. new[] { "Person", "Vehicle", "Location", "Telephone", "Media", "Document" }.Select(t => BuiltInDictionary.BuiltIn.Types[t])],
        [],
        BuiltInDictionary.BuiltIn.LinkRoleList,
        [],
        []);

    private static AttributeDefinition Text(string name) => new() { Name = name, Type = Parley.Engine.Dictionary.ValueType.Text };

    private static Bundle? Read(MessageTypeDefinition type, ReadOnlyMemory<byte> message, IssueSink issues)
    {
        if (type.Name == "bundle")
        {
            return PoleJson.Read(message.Span, Dictionary, issues);
        }

        JsonElement root;
        try
        {
            root = JsonDocument.Parse(message).RootElement;
        }
        catch (JsonException failure)
        {
            issues.Add(Malformed, "The message is not JSON.", new SourcePosition(null, (int)(failure.LineNumber ?? 0) + 1, (int)(failure.BytePositionInLine ?? 0) + 1));
            return null;
        }

        if (type.Name == "notice-done")
        {
            Bundle done = new();
            Record answer = new(Notice);
            if (root.TryGetProperty("answer", out JsonElement said) && Notice.TryGet("answer", out AttributeDefinition? told))
            {
                answer.Set(told, Value.Code(told.Codes!.Entries.Single(e => e.Code == said.GetString())));
            }

            done.Add(answer);
            return done;
        }

        Record record = new(Incident);
        Set("ref", "reference");
        Set("summary", "summary");
        Set("crime", "crimeReference");
        if (root.TryGetProperty("bad", out _))
        {
            issues.Add(BadValue, "A value is bad.", path: "bad");
        }

        Bundle bundle = new();
        bundle.Add(record);
        if (root.TryGetProperty("id", out JsonElement id))
        {
            bundle.Facts = MessageFacts.None with { MessageId = id.GetString() };
        }

        return bundle;

        void Set(string property, string attribute)
        {
            if (root.TryGetProperty(property, out JsonElement value) && Incident.TryGet(attribute, out AttributeDefinition? definition))
            {
                record.Set(definition, Value.Text(value.GetString()!));
            }
        }
    }

    private static bool Write(MessageTypeDefinition type, Bundle bundle, WriteContext context, IBufferWriter<byte> output, IssueSink issues)
    {
        Record subject = bundle.Subject!;
        if (type.Name == "strict" && subject["summary"].IsNone)
        {
            issues.Add(Missing, "summary is required.", path: "summary");
            return false;
        }

        using Utf8JsonWriter writer = new(output);
        writer.WriteStartObject();
        writer.WriteString("delivery", context.MessageId);
        foreach (AttributeValue item in subject.Attributes)
        {
            writer.WriteString(item.Attribute.Name switch { "reference" => "ref", "crimeReference" => "crime", _ => item.Attribute.Name }, item.Value.ToString());
        }

        writer.WriteEndObject();
        return true;
    }
}
