using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Parley.Bench;

/// <summary>A records system that reads what it is sent, counts it, and answers 200 with nothing: <c>GET /count</c> tells how many.</summary>
internal sealed class Recipient
{
    private long _count;

    public async Task<int> RunAsync(string urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(urls);
        await using var app = builder.Build();
        app.Run(HandleAsync);
        await app.RunAsync();
        return 0;
    }

    private Task HandleAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/count"
            ? context.Response.WriteAsync(Volatile.Read(ref _count).ToString(CultureInfo.InvariantCulture))
            : TakeAsync(context);

    private async Task TakeAsync(HttpContext context)
    {
        var body = context.Request.BodyReader;
        while (true)
        {
            var result = await body.ReadAsync(context.RequestAborted);
            body.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                break;
            }
        }

        Interlocked.Increment(ref _count);
        context.Response.ContentLength = 0;
    }
}
