using System.Buffers;
using System.Text.Json;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Server.Access;
using Parley.Server.Exchanges;

namespace Parley.Server.Decisions;

/// <summary>Questions about a record type with attributes, before there is any message: decided as a record that has just these.</summary>
internal sealed class TypeQuestions(WorkspaceHost workspace, Disclosure disclosure)
{
    /// <summary>Answers, when the owner of the data or the subject is of the asker's organisation; what others agree among themselves is not for the asker to know.</summary>
    public AccessAnswer Answer(Caller asker, AccessSubject subject, AccessQuestion question)
    {
        string mine = disclosure.OrganisationOf(asker);
        string owner = question.Resource.Text("organisation") ?? mine;
        PoleDictionary dictionary = workspace.Current.Workspace.Dictionary;
        if (question.Action is not ("see-content" or "receive")
            || subject.Organisation is not string to
            || (owner != mine && to != mine)
            || !dictionary.Types.TryGetValue(question.Resource.Id, out RecordType? type))
        {
            return AccessAnswer.Unknown;
        }

        if (subject.Caller is Caller who && !who.Has(Rights.SeeExchanges | Rights.SeeContent))
        {
            return AccessAnswer.No(DecisionIssues.NoRight);
        }

        if (Sample(question.Resource, type, dictionary) is not Bundle bundle)
        {
            return AccessAnswer.No(DecisionIssues.NotThere);
        }

        SharingRequest request = disclosure.RequestOf(owner, to, question.Purpose, question.Reason, question.At) with
        {
            System = subject.System?.Id,
            Person = subject.Caller?.Person,
            Roles = subject.Caller?.Roles ?? [],
            StandardFormat = question.StandardFormat,
        };
        string[] attributes = [.. bundle.Subject!.Attributes.ToArray().Select(a => a.Attribute.Name)];
        IssueCode? fault = Coverage.Fault(disclosure.Decide(request, bundle), bundle, null, attributes);
        return AccessAnswer.Of(fault) with { Explanation = owner == mine ? disclosure.Explain(request, bundle) : null };
    }

    /// <summary>A record with the attributes of the question: by name and value as in the dictionary's JSON, or by name alone.</summary>
    private static Bundle? Sample(AskedEntity resource, RecordType type, PoleDictionary dictionary)
    {
        JsonElement? attributes = resource.Find("attributes");
        ArrayBufferWriter<byte> json = new(256);
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("records"u8);
            writer.WriteStartObject();
            writer.WriteString("id"u8, "#0"u8);
            writer.WriteString("type"u8, type.Name);
            if (resource.Text("role") is string role)
            {
                writer.WriteString("role"u8, role);
            }

            writer.WritePropertyName("attributes"u8);
            if (attributes is { ValueKind: JsonValueKind.Object } values)
            {
                values.WriteTo(writer);
            }
            else
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        IssueSink issues = new();
        Bundle? bundle = PoleJson.Read(json.WrittenSpan, dictionary, issues);
        return bundle is { Subject: Record record } && !issues.HasErrors && (attributes is { ValueKind: JsonValueKind.Object } || Name(record, resource)) ? bundle : null;
    }

    // A name without a value is decided as an attribute of which nothing is known: whatever depends on a value does not hold of it.
    private static bool Name(Record record, AskedEntity resource)
    {
        foreach (string name in resource.Texts("attributes"))
        {
            if (!record.Type.TryGet(name, out AttributeDefinition? attribute))
            {
                return false;
            }

            record.Set(attribute, Value.Text("?"));
        }

        return true;
    }
}
