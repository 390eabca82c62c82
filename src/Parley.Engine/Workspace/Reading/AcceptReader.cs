using Parley.Engine.Dictionary;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>accepts</c> of a system.</summary>
internal sealed class AcceptReader(ReadContext context, MessageTypes messages)
{
    /// <summary>Reads one item of the list; null when it is faulty.</summary>
    public AcceptDefinition? Read(YamlMap map)
    {
        string? message = messages.Writable(map, "message");
        IReadOnlyList<RecordType>? types = Types(map, message);
        IReadOnlyList<string> with = Attributes(map, "with", types);
        IReadOnlyList<string> without = Attributes(map, "without", types);
        foreach (string name in with.Intersect(without, StringComparer.Ordinal))
        {
            map.Find("without")!.Report(WorkspaceIssues.Contradiction, $"'{name}' stands both in with and in without");
        }

        IReadOnlyDictionary<string, IReadOnlyList<string>> where = Where(map, types);
        IReadOnlyList<string> from = map.Values("from", YamlForms.Name);
        string? purpose = map.Has("purpose") ? map.Required("purpose", YamlForms.Name) : null;
        string? reason = map.Has("reason") ? map.Required("reason", YamlForms.Text) : null;
        DeliveryDefinition? delivery = map.RequiredMap("deliver") is { } deliver ? DeliveryReader.Read(context, deliver, Common(types)) : null;
        string? reply = Reply(map, delivery);
        map.ReportUnknownKeys();
        return message is null || types is null || delivery is null ? null : new AcceptDefinition
        {
            MessageType = message,
            Types = [.. types.Select(t => t.Name)],
            With = with,
            Without = without,
            Where = where,
            From = from,
            Purpose = purpose,
            Reason = reason,
            Delivery = delivery,
            Reply = reply,
        };
    }

    private string? Reply(YamlMap map, DeliveryDefinition? delivery)
    {
        string? reply = map.Has("reply") ? messages.Readable(map, "reply") : null;
        if (map.Find("reply") is { } node && delivery is FolderDelivery)
        {
            node.Report(WorkspaceIssues.OneOf, "a folder gives no reply; take 'reply' out or deliver by http");
        }

        return reply;
    }

    // Null when the types cannot be known because of a fault that is reported already.
    private List<RecordType>? Types(YamlMap map, string? message)
    {
        if (!map.Has("types"))
        {
            map.Find("types");
            return messages.Find(message) is { } definition ? [definition.Translation.SubjectType] : null;
        }

        List<RecordType> types = [];
        bool sound = true;
        foreach ((YamlNode node, string name) in Names(map, "types"))
        {
            if (context.Dictionary.Types.TryGetValue(name, out RecordType? type))
            {
                types.Add(type);
                continue;
            }

            sound = false;
            node.Report(WorkspaceIssues.UnknownRecordType, $"the dictionary has no record type '{name}'{YamlForms.DidYouMean(name, context.Dictionary.Types.Keys)}");
        }

        return sound && types.Count > 0 ? types : null;
    }

    private static List<string> Attributes(YamlMap map, string key, IReadOnlyList<RecordType>? types)
    {
        List<string> names = [];
        foreach ((YamlNode node, string name) in Names(map, key))
        {
            CheckAttribute(node, name, types);
            names.Add(name);
        }

        return names;
    }

    private static Dictionary<string, IReadOnlyList<string>> Where(YamlMap map, IReadOnlyList<RecordType>? types)
    {
        Dictionary<string, IReadOnlyList<string>> where = new(StringComparer.Ordinal);
        YamlMap? conditions = map.Map("where");
        foreach (YamlEntry entry in conditions?.Entries ?? [])
        {
            List<string> values = [];
            bool isKnown = CheckAttribute(entry.Value, entry.Key, types);
            foreach ((YamlNode node, string value) in Names(conditions!, entry.Key))
            {
                values.Add(value);
                if (isKnown)
                {
                    CheckCode(node, value, entry.Key, types!);
                }
            }

            if (values.Count == 0)
            {
                entry.Value.Report(WorkspaceIssues.Contradiction, $"'{entry.Key}' lists no value, so nothing can ever match");
            }

            where[entry.Key] = values;
        }

        return where;
    }

    private static bool CheckAttribute(YamlNode node, string name, IReadOnlyList<RecordType>? types)
    {
        RecordType? lacking = types?.FirstOrDefault(t => !t.TryGet(name, out _));
        if (lacking is not null)
        {
            node.Report(
                WorkspaceIssues.UnknownAttribute,
                $"{lacking.Name} has no attribute '{name}'{YamlForms.DidYouMean(name, lacking.Attributes.Select(a => a.Name))}");
        }

        return types is not null && lacking is null;
    }

    private static void CheckCode(YamlNode node, string value, string attribute, IReadOnlyList<RecordType> types)
    {
        foreach (RecordType type in types)
        {
            if (type.TryGet(attribute, out AttributeDefinition? definition)
                && definition.Codes is { IsOpen: false } codes
                && !codes.TryGet(value, out _))
            {
                node.Report(
                    WorkspaceIssues.UnknownCode,
                    $"'{value}' is no code of {codes.Name}, the list of {type.Name}.{attribute}{YamlForms.DidYouMean(value, codes.Entries.Select(e => e.Code))}");
                return;
            }
        }
    }

    private static HashSet<string>? Common(IReadOnlyList<RecordType>? types)
    {
        if (types is null)
        {
            return null;
        }

        HashSet<string> common = [.. types[0].Attributes.Select(a => a.Name)];
        foreach (RecordType type in types)
        {
            common.IntersectWith(type.Attributes.Select(a => a.Name));
        }

        return common;
    }

    // The texts of a list, or of a single scalar, with their places.
    private static IEnumerable<(YamlNode Node, string Text)> Names(YamlMap map, string key)
    {
        YamlNode? node = map.Find(key);
        IReadOnlyList<YamlNode> items = node is YamlScalar ? [node] : node?.AsList(key)?.Items ?? [];
        foreach (YamlNode item in items)
        {
            if (item.TryAs(YamlForms.Text, key, out string text))
            {
                yield return (item, text);
            }
        }
    }
}
