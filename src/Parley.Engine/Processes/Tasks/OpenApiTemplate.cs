using System.Text;
using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Tasks;

/// <summary>The operation of an OpenAPI document (2.0 or 3), and what it is called with.</summary>
internal sealed record OpenApiTemplate(string OperationId, Template? Parameters, HttpTemplate Call)
{
    /// <summary>The request for the operation; null when an error was raised.</summary>
    public HttpRequestData? Build(ProcessRun run, Frame frame, HttpAnswer document)
    {
        if (run.EvaluateOrEmpty(frame, Parameters) is not { } parameters)
        {
            return null;
        }

        HttpAuthentication? authentication = Call.Authenticate(run, frame);
        if (Call.Authentication is not null && authentication is null)
        {
            return null;
        }

        JqValue? api = Parse(document);
        string address = Values.Text(frame.Data, "uri") ?? "";
        HttpRequestData? request = api is null ? null : OpenApiRequest.Build(api, address, OperationId, parameters, authentication, Call.Redirect);
        if (request is null)
        {
            run.Raise(frame, ProcessError.Standard(
                ProcessErrorTypes.Configuration, "The operation is not in the OpenAPI document", $"the document has no operation '{OperationId}' with an address that can be called"));
        }

        return request;
    }

    private static JqValue? Parse(HttpAnswer document) => JqValue.TryParse(document.Content.Span, out JqValue? value, out _)
        ? value
        : YamlValues.TryParse(Encoding.UTF8.GetString(document.Content.Span));
}
