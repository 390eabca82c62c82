using Microsoft.AspNetCore.Http;
using Parley.Server.Storage;

namespace Parley.Server.Operations;

/// <summary>Whether the process lives, and whether it can take messages. Open to all: they say nothing but that.</summary>
internal sealed class HealthEndpoints(Store store, ServerState state)
{
    private const int BusyAt = 3000;

    /// <summary>The process answers.</summary>
    public static Task LiveAsync(HttpContext context) => AnswerAsync(context, 200, "live");

    /// <summary>The store answers and does not have too much waiting, and the server is not stopping.</summary>
    public async Task ReadyAsync(HttpContext context)
    {
        if (state.IsStopping || store.Waiting > BusyAt)
        {
            await AnswerAsync(context, 503, state.IsStopping ? "stopping" : "busy");
            return;
        }

        try
        {
            await store.Reader.OpenExceptionsAsync(context.RequestAborted);
        }
        catch (StoreUnavailableException)
        {
            await AnswerAsync(context, 503, "store");
            return;
        }

        await AnswerAsync(context, 200, "ready");
    }

    private static Task AnswerAsync(HttpContext context, int status, string word) => JsonResponse.WriteAsync(context, status, word, static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("status"u8, state);
        writer.WriteEndObject();
    });
}
