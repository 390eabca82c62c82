using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Parley.Server.Tests.Support;

/// <summary>A recipient over real HTTP that takes a message with files as any web application does: by the framework's own reader of forms.</summary>
internal sealed class MultipartRecipient : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Taken> _taken = Channel.CreateUnbounded<Taken>();
    private int _requests;

    public MultipartRecipient()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
        _app.Start();
    }

    public Uri Address => new(_app.Urls.First() + "/in");

    /// <summary>The status of the answer to the request of a number, from 1; 200 unless said otherwise.</summary>
    public Func<int, int> Status { get; set; } = _ => 200;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The next request, whatever was answered.</summary>
    public async Task<Taken> NextAsync()
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        return await _taken.Reader.ReadAsync(patience.Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        List<Part> parts = [];
        foreach (IFormFile file in form.Files)
        {
            using MemoryStream bytes = new();
            await file.CopyToAsync(bytes, context.RequestAborted);
            parts.Add(new Part(file.Name, file.FileName, file.ContentType, bytes.ToArray(), file.Headers["Repr-Digest"].ToString()));
        }

        int number = Interlocked.Increment(ref _requests);
        context.Response.StatusCode = Status(number);
        await _taken.Writer.WriteAsync(
            new Taken(context.Request.Headers["Idempotency-Key"].ToString(), form["message"].ToString(), context.Request.ContentLength, parts), context.RequestAborted);
    }

    internal sealed record Part(string Name, string FileName, string ContentType, byte[] Bytes, string Digest)
    {
        public bool IsWhole => Digest == $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Bytes))}:";
    }

    internal sealed record Taken(string Key, string Message, long? Length, IReadOnlyList<Part> Parts);
}
