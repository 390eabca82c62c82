using Parley.Engine.Issues;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>Reads calls: HTTP, OpenAPI, functions of the definition, functions of Parley's own.</summary>
internal sealed class CallReader(TemplateReader templates, UseTables use)
{
    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

    public TaskNode? Read(TaskHead head, YamlMap task, Scope scope, string[] names)
    {
        if (!task.Find("call")!.TryAs(YamlForms.Text, "call", out string function))
        {
            return null;
        }

        YamlNode? with = task.Find("with");
        if (use.FunctionNames.Contains(function))
        {
            return new CallFunctionNode(head, function, with is null ? null : templates.Value(with, names));
        }

        switch (function)
        {
            case "http":
                return task.RequiredMap("with") is { } http ? Http(head, http, scope, names) : null;
            case "openapi":
                return task.RequiredMap("with") is { } openApi ? OpenApi(head, openApi, scope, names) : null;
            default:
                return ParleyFunctions.Find(function) is { } own ? Own(head, own, with, task, names) : Unknown(function, task);
        }
    }

    /// <summary>An authentication, or the name of one.</summary>
    public AuthenticationTemplate? Authentication(YamlMap? map, Scope scope)
    {
        if (map is null)
        {
            return null;
        }

        if (map.Find("use") is { } name)
        {
            map.ReportUnknownKeys();
            return name.TryAs(YamlForms.Text, "use", out string known) ? Known(name, known) : null;
        }

        return new AuthenticationReader(templates).Read(map, scope);
    }

    private AuthenticationTemplate? Known(YamlNode node, string name)
    {
        if (use.Authentications.TryGetValue(name, out AuthenticationTemplate? known))
        {
            return known;
        }

        node.Report(ProcessIssues.NotDefined, $"there is no authentication '{name}' under use.authentications{YamlForms.DidYouMean(name, use.Authentications.Keys)}");
        return null;
    }

    private CallHttpNode? Http(TaskHead head, YamlMap with, Scope scope, string[] names)
    {
        string? method = with.Required("method", YamlForms.Text)?.ToUpperInvariant();
        if (method is not null && !s_methods.Contains(method, StringComparer.Ordinal))
        {
            with.Find("method")!.Report(YamlIssues.NotAChoice, $"'method' must be one of {string.Join(", ", s_methods)}, not \"{method}\"");
        }

        HttpTemplate? endpoint = Endpoint(with, "endpoint", scope, names);
        HttpTemplate? http = endpoint is null ? null : endpoint with
        {
            Method = method ?? "GET",
            Headers = Computed(with, "headers", names),
            Query = Computed(with, "query", names),
            Body = with.Find("body") is { } body ? templates.Value(body, names) : null,
            Output = Output(with),
            Redirect = with.Optional("redirect", YamlForms.Bool, false),
        };
        if (http is null)
        {
            foreach (string key in new[] { "headers", "query", "body", "output", "redirect" })
            {
                with.Find(key);
            }
        }

        with.ReportUnknownKeys();
        return http is null ? null : new CallHttpNode(head, http);
    }

    private CallHttpNode? OpenApi(TaskHead head, YamlMap with, Scope scope, string[] names)
    {
        YamlMap? document = with.RequiredMap("document");
        document?.Find("name");
        HttpTemplate? endpoint = document is null ? null : Endpoint(document, "endpoint", scope, names);
        document?.ReportUnknownKeys();
        string? operation = with.Required("operationId", YamlForms.Text);
        Template? parameters = Computed(with, "parameters", names);
        AuthenticationTemplate? authentication = with.Find("authentication") switch
        {
            YamlScalar name => Known(name, name.Text),
            YamlMap map => Authentication(map, scope),
            _ => null,
        };
        string output = Output(with);
        bool redirect = with.Optional("redirect", YamlForms.Bool, false);
        with.ReportUnknownKeys();
        if (endpoint is null || operation is null)
        {
            return null;
        }

        HttpTemplate call = endpoint with { Authentication = authentication, Redirect = redirect };
        return new CallHttpNode(head, endpoint with { Output = output, Redirect = redirect, Operation = new OpenApiTemplate(operation, parameters, call) });
    }

    // An endpoint is an address, an expression that gives one, or a map of the address and an authentication.
    private HttpTemplate? Endpoint(YamlMap of, string key, Scope scope, string[] names)
    {
        YamlNode? node = of.Require(key);
        YamlMap? map = node as YamlMap;
        YamlNode? uri = map is null ? node : map.Require("uri");
        AuthenticationTemplate? authentication = map is null ? null : Authentication(map.Map("authentication"), scope);
        map?.ReportUnknownKeys();
        if (uri is null || !uri.TryAs(YamlForms.Text, map is null ? key : "uri", out string text))
        {
            return null;
        }

        Template template = templates.Value(uri, names);
        bool isFixed = template.Constant is not null;
        if (isFixed && !UriTemplate.HasPlaces(text) && !(Uri.TryCreate(text, UriKind.Absolute, out Uri? whole) && whole.Scheme is "http" or "https" && whole.Host.Length > 0))
        {
            uri.Report(ProcessIssues.BadAddress, $"'{text}' is no absolute http or https address");
        }

        return new HttpTemplate { Method = "GET", UriText = isFixed ? text : null, Uri = isFixed ? null : template, Authentication = authentication };
    }

    private Template? Computed(YamlMap map, string key, string[] names) => map.Find(key) is { } node ? templates.Value(node, names) : null;

    private static string Output(YamlMap with) => with.Optional("output", YamlForms.OneOf("content", "response", "raw"), "content");

    private CallParleyNode? Own(TaskHead head, ParleyFunction function, YamlNode? with, YamlMap task, string[] names)
    {
        if (with is not YamlMap arguments)
        {
            (with ?? task).Report(ProcessIssues.BadArguments, $"'{function.Name}' needs {string.Join(", ", function.Required)}");
            return null;
        }

        foreach (string missing in function.Required.Where(r => !arguments.Has(r)))
        {
            arguments.Report(ProcessIssues.BadArguments, $"'{function.Name}' needs '{missing}'");
        }

        string[] known = [.. function.Required, .. function.Optional];
        foreach (YamlEntry entry in arguments.Entries.Where(e => !known.Contains(e.Key, StringComparer.Ordinal)))
        {
            arguments.Issues.Add(ProcessIssues.BadArguments, $"'{function.Name}' takes no '{entry.Key}'{YamlForms.DidYouMean(entry.Key, known)}", entry.KeyPosition);
        }

        Dictionary<string, SourcePosition> places = new(StringComparer.Ordinal);
        foreach (YamlEntry entry in arguments.Entries)
        {
            places[entry.Key] = entry.Value.Position;
        }

        return new CallParleyNode(head, function, templates.Value(arguments, names), places);
    }

    private TaskNode? Unknown(string function, YamlMap task)
    {
        YamlNode node = task.Find("call")!;
        if (function is "grpc" or "asyncapi" or "a2a" or "mcp")
        {
            node.Report(ProcessIssues.NotSupported, $"'call: {function}' is not supported; call http or openapi, or a function of Parley's own");
        }
        else if (function.Contains('@', StringComparison.Ordinal) || function.Contains("://", StringComparison.Ordinal))
        {
            string[] own = [.. ParleyFunctions.All.Select(f => $"{f.Name}:{ParleyFunctions.Version}@{ParleyFunctions.Catalogue}")];
            node.Report(ProcessIssues.NotSupported, $"'{function}' is in no catalogue that is supported{YamlForms.DidYouMean(function, own)}");
        }
        else
        {
            node.Report(ProcessIssues.NotDefined, $"there is no function '{function}' under use.functions{YamlForms.DidYouMean(function, [.. use.FunctionNames, "http", "openapi"])}");
        }

        return null;
    }
}
