using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>A server that gives answers prepared by address and keeps the requests it got: for what the client makes of answers.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    public AnsweringServer(Func<string, (int Status, string Body)> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context => AnswerAsync(context, answer));
        _app.Start();
        Address = _app.Urls.First();
    }

    public string Address { get; }

    public List<(string Path, string? Authorization, string? ContentType, string Body)> Requests { get; } = [];

    /// <summary>The addresses that were asked, with their queries.</summary>
    public List<string> Addresses { get; } = [];

    /// <summary>The reasons that came with the requests.</summary>
    public List<string?> Reasons { get; } = [];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<string, (int Status, string Body)> answer)
    {
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        string path = context.Request.Path.Value!;
        Requests.Add((path, (string?)context.Request.Headers.Authorization, context.Request.ContentType, await reader.ReadToEndAsync(context.RequestAborted)));
        Addresses.Add($"{path}{context.Request.QueryString}");
        Reasons.Add(context.Request.Headers["Parley-Reason"]);
        (int status, string body) = answer(path);
        context.Response.StatusCode = status;
        context.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
