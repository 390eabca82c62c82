using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Engine.Retrieval;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads the request of a question.</summary>
/// <param name="context">The reading.</param>
/// <param name="known">The names that placeholders may have.</param>
/// <param name="certain">Those of them that always have a value.</param>
internal sealed partial class RequestReader(ReadContext context, IReadOnlyCollection<string> known, IReadOnlyCollection<string> certain)
{
    private static readonly string[] s_bodies = ["json", "xml", "form"];

    private static readonly YamlForm<string> Method = YamlForms.OneOf("GET", "POST", "PUT");

    /// <summary>Reads it; null when it is faulty. The caller reports unknown keys, for <c>auth</c> stands beside.</summary>
    public RequestTemplate? Read(YamlMap map)
    {
        TextTemplate? address = Address(map);
        List<(string, TextTemplate)> query = Pairs(map, "query");
        HeaderReader.Read(map, null);
        List<(string, TextTemplate)> headers = Pairs(map, "headers");
        BodyTemplate? body = Body(map);
        string method = map.Optional("method", Method, body is null ? "GET" : "POST");
        if (method == "GET" && body is not null)
        {
            map.Find("method")!.Report(WorkspaceIssues.OneOf, "a GET has no body; take 'method' out, or put the values under 'query'");
        }

        return address is null ? null : new RequestTemplate { Method = method, Address = address, Query = query, Headers = headers, Body = body };
    }

    private TextTemplate? Address(YamlMap map)
    {
        if (AddressReader.Url(context, map, "url", null) is not string url)
        {
            return null;
        }

        YamlNode node = map.Find("url")!;
        TextTemplate? template = Template(node, context.Environment is null ? VariableText.Plausible(url) : url);
        foreach (string name in template?.Names.Where(n => known.Contains(n) && !certain.Contains(n)) ?? [])
        {
            node.Report(QuestionIssues.MayBeMissing, $"the address has {{{name}}}, which a search need not have");
        }

        return template;
    }

    private List<(string, TextTemplate)> Pairs(YamlMap owner, string key)
    {
        List<(string, TextTemplate)> pairs = [];
        foreach (YamlEntry entry in owner.Map(key)?.Entries ?? [])
        {
            if (entry.Value.TryAs(YamlForms.AnyText, entry.Key, out string text) && Template(entry.Value, text) is TextTemplate template)
            {
                pairs.Add((entry.Key, template));
            }
        }

        return pairs;
    }

    private BodyTemplate? Body(YamlMap map)
    {
        string[] there = [.. s_bodies.Where(map.Has)];
        if (there.Length > 1)
        {
            map.Report(WorkspaceIssues.OneOf, $"a request has at most one of json, xml and form; {string.Join(" and ", there)} are there");
        }

        YamlNode? json = map.Find("json");
        YamlNode? xml = map.Find("xml");
        List<(string, TextTemplate)> form = Pairs(map, "form");
        return json is not null ? Json(json) is { } root ? new JsonBody(root) : null
            : xml is not null ? Xml(xml)
            : form.Count > 0 ? new FormBody(form)
            : null;
    }

    private JsonBody.Part? Json(YamlNode node) => node switch
    {
        YamlMap map => new JsonBody.Map([.. map.Entries.Select(e => (e.Key, Value: map.Find(e.Key) is { } value ? Json(value) : new JsonBody.Literal("null")))
            .Where(m => m.Value is not null).Select(m => (m.Key, m.Value!))]),
        YamlList list => new JsonBody.List([.. list.Items.Select(Json).OfType<JsonBody.Part>()]),
        YamlScalar { IsQuoted: false } scalar when Literal().IsMatch(scalar.Text) && IsJson(scalar.Text) => new JsonBody.Literal(scalar.Text),
        YamlScalar scalar => Template(scalar, scalar.Text) is { } template ? new JsonBody.Text(template) : null,
        _ => null,
    };

    private XmlBody? Xml(YamlNode node)
    {
        if (!node.TryAs(YamlForms.Text, "xml", out string text))
        {
            return null;
        }

        XmlBody? body = XmlBody.TryParse(text, out string? fault);
        if (body is null)
        {
            node.Report(QuestionIssues.BadBody, $"the XML cannot be used: {fault}");
        }

        CheckNames(node, body?.Names ?? []);
        return body;
    }

    private TextTemplate? Template(YamlNode node, string text)
    {
        TextTemplate? template = TextTemplate.TryParse(text, out string? fault);
        if (template is null)
        {
            node.Report(QuestionIssues.BadForm, fault!);
        }

        CheckNames(node, template?.Names ?? []);
        return template;
    }

    private void CheckNames(YamlNode node, IEnumerable<string> names)
    {
        foreach (string name in names.Distinct().Where(n => !known.Contains(n)))
        {
            node.Report(WorkspaceIssues.BadPlaceholder, $"{{{name}}} stands for nothing here{YamlForms.DidYouMean(name, known)}; list it under 'by' or 'with'");
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("^(?:true|false|-?[0-9].*)\\z")]
    private static partial Regex Literal();
}
