using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Engine.Issues;
using Parley.Server.Storage;

namespace Parley.Server.Operations;

/// <summary>The one place where failures become HTTP answers.</summary>
internal sealed class ProblemWriter(RequestDelegate next, ILogger<ProblemWriter> log)
{
    private const int StoreRetrySeconds = 2;

    /// <summary>Runs the request; whatever it fails with is answered as a problem.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, ToProblem(context, failure));
            return;
        }

        if (!context.Response.HasStarted && context.GetEndpoint() is null or { DisplayName: "405 HTTP Method Not Supported" }
            && context.Response.StatusCode is 404 or 405 && context.Response.ContentLength is null)
        {
            await WriteAsync(context, NoSuchAddress(context));
        }
    }

    /// <summary>Answers with a problem.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        if (problem.RetryAfter is int seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return JsonResponse.WriteAsync(context, problem.Status, (problem, context.Request.Path.Value), Write, "application/problem+json");
    }

    private static void Write(Utf8JsonWriter writer, (Problem Problem, string? Path) state)
    {
        (Problem problem, string? path) = state;
        IssueCode code = problem.Code;
        writer.WriteStartObject();
        writer.WriteString("type"u8, $"urn:parley:error:{code.Code}");
        writer.WriteString("title"u8, code.Title);
        writer.WriteNumber("status"u8, problem.Status);
        writer.WriteString("detail"u8, problem.Cause);
        writer.WriteString("instance"u8, path);
        writer.WriteString("code"u8, code.Code);
        writer.WriteString("place"u8, problem.Place);
        writer.WriteString("cause"u8, problem.Cause);
        writer.WriteString("remedy"u8, code.Remedy);
        if (problem.Exchange is not null)
        {
            writer.WriteString("exchange"u8, problem.Exchange);
        }

        if (problem.Issues.Count > 0)
        {
            writer.WritePropertyName("issues"u8);
            IssueJson.Write(writer, problem.Issues);
        }

        writer.WriteEndObject();
    }

    private static Problem NoSuchAddress(HttpContext context) => context.Response.StatusCode == 405
        ? new Problem(405, ServerIssues.WrongMethod, $"{context.Request.Method} is not for this address.", "method")
        : new Problem(404, ServerIssues.NotFound, "The API has no such address.", "address");

    private Problem ToProblem(HttpContext context, Exception failure)
    {
        switch (failure)
        {
            case ProblemException refused:
                return refused.Problem;
            case BadHttpRequestException { StatusCode: 413 }:
                return new Problem(413, ServerIssues.TooLarge, "The body is larger than this server takes.", "body");
            case BadHttpRequestException bad:
                return new Problem(bad.StatusCode, ServerIssues.BadRequest, bad.Message, "request");
            case StoreUnavailableException unavailable:
                return new Problem(503, ServerIssues.StoreUnavailable, unavailable.Message, "store") { RetryAfter = StoreRetrySeconds };
            default:
                Log.RequestFault(log, context.Request.Method, context.Request.Path.Value ?? "", failure);
                return new Problem(500, ServerIssues.Fault, "The failure is in the server's log.", "server");
        }
    }
}
