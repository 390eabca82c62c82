using Parley.Engine.Dictionary;
using Parley.Engine.Retrieval;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>answers</c> of a system: the questions that it can be asked.</summary>
internal sealed class QuestionReader(ReadContext context, MessageTypes messages)
{
    private static readonly YamlForm<string> Demand = YamlForms.OneOf("purpose", "reason");
    private static readonly YamlForm<int> Status = YamlForms.Int(200, 499);

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads one item of the list; null when it is faulty.</summary>
    public QuestionDefinition? Read(YamlMap map)
    {
        string? name = map.Required("question", YamlForms.Name);
        if (name is not null && !_names.Add(name))
        {
            map.Find("question")!.Report(WorkspaceIssues.Duplicate, $"the question '{name}' stands here again");
        }

        List<string> by = Parts(map, "by");
        List<string> with = Parts(map, "with");
        if (by.Count == 0)
        {
            map.Report(QuestionIssues.AsksNothing, $"'{name}' has nothing under 'by'");
        }

        IReadOnlyList<string> demands = map.Values("demands", Demand);
        string? message = messages.Readable(map, "message");
        RequestTemplate? request = null;
        AuthDefinition? auth = null;
        if (map.RequiredMap("request") is { } inner)
        {
            request = new RequestReader(context, [.. by, .. with, .. QuestionParts.Circumstances], [.. by, .. demands]).Read(inner);
            auth = AuthReader.Read(context, inner);
            inner.ReportUnknownKeys();
        }

        QuestionDefinition? question = name is null || message is null || request is null ? null : new QuestionDefinition
        {
            Name = name,
            By = by,
            With = with,
            Types = Types(map),
            DemandsPurpose = demands.Contains("purpose"),
            DemandsReason = demands.Contains("reason"),
            Request = request,
            Auth = auth,
            MessageType = message,
        };
        question = Bounds(map, question);
        if (question?.Items.Length > 0 && messages.Find(message)?.Translation.Format is { Name: not ("json" or "xml") } format)
        {
            map.Find("items")!.Report(YamlIssues.Mistyped, $"'items' is a place in JSON or XML, and '{message}' is {format.Name}, whose messages are cut by the format itself");
        }

        Check(map, question, demands);
        map.ReportUnknownKeys();
        return question;
    }

    // Read even where the question is faulty, so that all faults are said at once.
    private static QuestionDefinition? Bounds(YamlMap map, QuestionDefinition? question)
    {
        TimeSpan deadline = map.Optional("deadline", YamlForms.Duration, TimeSpan.FromSeconds(2));
        TimeSpan timeout = map.Optional("timeout", YamlForms.Duration, deadline > TimeSpan.FromSeconds(20) ? deadline : TimeSpan.FromSeconds(20));
        if (deadline > timeout || timeout > TimeSpan.FromMinutes(1))
        {
            map.Report(YamlIssues.Mistyped, "'deadline' must not be longer than 'timeout', and that not longer than 1m");
        }

        string items = map.Optional("items", YamlForms.Text, "");
        IReadOnlyList<int> nothing = map.Values("nothing", Status);
        int most = map.Optional("most", YamlForms.Bytes(1 << 10, 64 << 20), 1 << 20);
        bool keep = map.Optional("keep", YamlForms.Bool, false);
        (Rate rate, int atOnce) = Budget(map);
        BreakerDefinition breaker = DeliveryReader.Breaker(map);
        return question is null ? null : question with
        {
            Deadline = deadline, Timeout = timeout, Items = items, NothingStatuses = nothing, MostBytes = most, Keep = keep, Rate = rate, AtOnce = atOnce, Breaker = breaker,
        };
    }

    private static (Rate Rate, int AtOnce) Budget(YamlMap owner)
    {
        YamlMap? map = owner.Map("budget");
        int perSecond = map?.Optional("per-second", YamlForms.Int(1, 10_000), 10) ?? 10;
        int burst = map?.Optional("burst", YamlForms.Int(1, 100_000), perSecond * 2) ?? perSecond * 2;
        int atOnce = map?.Optional("at-once", YamlForms.Int(1, 1024), 8) ?? 8;
        map?.ReportUnknownKeys();
        return (new Rate(perSecond, burst), atOnce);
    }

    private static void Check(YamlMap map, QuestionDefinition? question, IReadOnlyList<string> demands)
    {
        if (question is null)
        {
            return;
        }

        HashSet<string> used = [.. question.Request.Names];
        foreach (string part in question.By.Concat(question.With).Where(p => !used.Contains(p)))
        {
            map.Find("request")!.Report(QuestionIssues.PartUnused, $"'{question.Name}' is asked by '{part}', and the request has no {{{part}}}");
        }

        foreach (string demand in demands.Where(d => !used.Contains(d)))
        {
            map.Find("demands")!.Report(QuestionIssues.DemandUnused, $"the system demands the {demand}, and the request has no {{{demand}}}");
        }
    }

    private List<string> Parts(YamlMap map, string key)
    {
        List<string> parts = [];
        foreach ((YamlNode node, string name) in Names(map, key))
        {
            if (!QuestionParts.OfSearch.Contains(name, StringComparer.Ordinal) && !context.Dictionary.TypeList.Any(t => t.TryGet(name, out _)))
            {
                node.Report(WorkspaceIssues.UnknownAttribute, $"'{name}' is neither a part of a search nor an attribute of the dictionary{YamlForms.DidYouMean(name, Known())}");
            }
            else if (parts.Contains(name))
            {
                node.Report(WorkspaceIssues.Duplicate, $"'{name}' stands here again");
            }

            parts.Add(name);
        }

        return parts;
    }

    private IEnumerable<string> Known() => QuestionParts.OfSearch.Concat(context.Dictionary.TypeList.SelectMany(t => t.Attributes.Select(a => a.Name))).Distinct();

    private List<string> Types(YamlMap map)
    {
        List<string> types = [];
        foreach ((YamlNode node, string name) in Names(map, "types"))
        {
            if (!context.Dictionary.Types.TryGetValue(name, out RecordType? _))
            {
                node.Report(WorkspaceIssues.UnknownRecordType, $"the dictionary has no record type '{name}'{YamlForms.DidYouMean(name, context.Dictionary.Types.Keys)}");
            }

            types.Add(name);
        }

        return types;
    }

    private static IEnumerable<(YamlNode Node, string Text)> Names(YamlMap map, string key)
    {
        YamlNode? node = map.Find(key);
        foreach (YamlNode item in node is YamlScalar ? [node] : node?.AsList(key)?.Items ?? [])
        {
            if (item.TryAs(YamlForms.Text, key, out string text))
            {
                yield return (item, text);
            }
        }
    }
}
