using Parley.Engine.Expressions;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>Makes the request for an operation that an OpenAPI document describes.</summary>
internal static class OpenApiRequest
{
    private static readonly string[] s_methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <summary>The request; null when the document has no such operation or no address.</summary>
    public static HttpRequestData? Build(JqValue api, string documentAddress, string operationId, JqValue parameters, HttpAuthentication? authentication, bool redirect)
    {
        foreach ((string path, JqValue item) in api.Member("paths")?.Members ?? [])
        {
            foreach (string method in s_methods)
            {
                if (item.Member(method) is { } operation && Values.Text(operation, "operationId") == operationId)
                {
                    return Server(api, operation, documentAddress) is { } server
                        ? Request(api, server + path, method, [.. Declared(api, item), .. Declared(api, operation)], parameters, operation, authentication, redirect)
                        : null;
                }
            }
        }

        return null;
    }

    private static HttpRequestData Request(
        JqValue api, string address, string method, List<JqValue> declared, JqValue parameters, JqValue operation, HttpAuthentication? authentication, bool redirect)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        List<KeyValuePair<string, JqValue>> query = [];
        List<KeyValuePair<string, JqValue>> form = [];
        JqValue? body = parameters.Member("body");
        HashSet<string> used = [];
        foreach (JqValue parameter in declared)
        {
            string name = Values.Text(parameter, "name") ?? "";
            if (parameters.Member(name) is not { } value || !used.Add(name))
            {
                continue;
            }

            switch (Values.Text(parameter, "in"))
            {
                case "path":
                    address = address.Replace($"{{{name}}}", UriTemplate.Escape(Values.Plain(value)), StringComparison.Ordinal);
                    break;
                case "header":
                    headers[name] = Values.Plain(value);
                    break;
                case "body":
                    body = value;
                    break;
                case "formData":
                    form.Add(new(name, value));
                    break;
                default:
                    query.Add(new(name, value));
                    break;
            }
        }

        // What the operation does not declare is the body's, where it takes one (OpenAPI 3 names no parameter for it).
        if (body is null && Resolve(api, operation.Member("requestBody")) is not null)
        {
            body = JqValue.FromMembers(parameters.Members.Where(m => !used.Contains(m.Key)));
        }

        body ??= form.Count > 0 ? JqValue.FromMembers(form) : null;
        return new HttpRequestData(method.ToUpperInvariant(), HttpTemplate.WithQuery(address, JqValue.FromMembers(query)), headers, body, authentication, redirect);
    }

    private static IEnumerable<JqValue> Declared(JqValue api, JqValue of) => (of.Member("parameters")?.Items ?? []).Select(p => Resolve(api, p)!);

    private static JqValue? Resolve(JqValue api, JqValue? part)
    {
        if (part is null || Values.Text(part, "$ref") is not { } reference || !reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return part;
        }

        return reference[2..].Split('/').Aggregate((JqValue?)api, (at, name) => at?.Member(name)) ?? part;
    }

    private static string? Server(JqValue api, JqValue operation, string documentAddress)
    {
        if (!Uri.TryCreate(documentAddress, UriKind.Absolute, out Uri? document))
        {
            return null;
        }

        JqValue? server = (operation.Member("servers") ?? api.Member("servers")) is { Items: [JqValue first, ..] } ? first : null;
        if (server is not null && Values.Text(server, "url") is { } url)
        {
            foreach ((string name, JqValue variable) in server.Member("variables")?.Members ?? [])
            {
                url = url.Replace($"{{{name}}}", Values.Text(variable, "default") ?? "", StringComparison.Ordinal);
            }

            return Uri.TryCreate(document, url, out Uri? whole) ? whole.AbsoluteUri.TrimEnd('/') : null;
        }

        JqValue[] schemes = [.. api.Member("schemes")?.Items ?? []];
        string scheme = schemes.Any(s => Values.Plain(s) == document.Scheme) || schemes.Length == 0 ? document.Scheme : Values.Plain(schemes[0]);
        return $"{scheme}://{Values.Text(api, "host") ?? document.Authority}{Values.Text(api, "basePath")?.TrimEnd('/')}";
    }
}
