using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Issues;
using Parley.Server.Access;
using Parley.Server.Storage;

namespace Parley.Server.Operations;

/// <summary>Metrics, the API's description and the reload.</summary>
internal sealed class OperationsEndpoints(Authenticator authenticator, WorkspaceHost workspace, Store store, MetricsCollector metrics, IEnumerable<IGaugeSource> gauges)
{
    private static readonly byte[] s_openApi = ReadResource("openapi.json");

    /// <summary>Metrics in Prometheus' text format; from elsewhere than this machine only with an operator's key.</summary>
    public async Task MetricsAsync(HttpContext context)
    {
        // What a proxy on this machine passes on comes from elsewhere.
        bool passedOn = context.Request.Headers.ContainsKey("Forwarded") || context.Request.Headers.ContainsKey("X-Forwarded-For");
        if (passedOn || context.Connection.RemoteIpAddress is not IPAddress from || !IPAddress.IsLoopback(from))
        {
            authenticator.RequireOperator(context);
        }

        List<(string Name, string Help, string Labels, double Value)> values =
        [
            ("parley_store_waiting", "Pieces of work that wait for the store's writer.", "", store.Waiting),
            ("parley_receipts", "Idempotency keys remembered.", "", store.Receipts.Count),
            ("parley_receipts_forgotten_early", "Idempotency keys forgotten before their window had passed.", "", store.Receipts.ForgottenEarly),
            ("parley_exceptions_open", "Exceptions that somebody must look at.", "", await store.Reader.OpenExceptionsAsync(context.RequestAborted)),
            ("parley_memory_bytes", "Memory in use by the process.", "", Environment.WorkingSet),
            .. gauges.SelectMany(g => g.Read()),
        ];
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.WriteAsync(metrics.Write(values), Encoding.UTF8, context.RequestAborted);
    }

    /// <summary>The API in OpenAPI 3.1.</summary>
    public static Task OpenApiAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = s_openApi.Length;
        return context.Response.Body.WriteAsync(s_openApi, context.RequestAborted).AsTask();
    }

    /// <summary>Takes the workspace on disk into use, unless it has errors.</summary>
    public async Task ReloadAsync(HttpContext context)
    {
        authenticator.RequireOperator(context);
        (bool taken, IReadOnlyList<Issue> issues) = await workspace.ReloadAsync(context.RequestAborted);
        if (!taken)
        {
            throw new ProblemException(new Problem(422, ServerIssues.ReloadRefused, $"It has {Problem.Findings(issues.Count)}.", "workspace") { Issues = issues });
        }

        await JsonResponse.WriteAsync(context, 200, (workspace.Current.Workspace.Version, issues), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteString("workspaceVersion"u8, state.Version);
            writer.WritePropertyName("issues"u8);
            IssueJson.Write(writer, state.issues);
            writer.WriteEndObject();
        });
    }

    private static byte[] ReadResource(string name)
    {
        using Stream stream = typeof(OperationsEndpoints).Assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
