using System.Text.Json.Nodes;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Hosting;

/// <summary>
/// The fault switch of a system. It touches what other systems call (every question and every message, and <c>/health</c>); the page and the
/// lists stay readable so that a person can look. Down: 503, nothing stored. Error: 500, nothing stored. Slow: a pause first.
/// Rubbish: the message is stored, and the answer is 200 with a body that no parser takes.
/// </summary>
internal sealed class Faults(TimeProvider clock)
{
    private volatile FaultState _state = new(FaultMode.None, TimeSpan.Zero);

    public FaultState State => _state;

    public async Task<IResult> Set(HttpRequest request)
    {
        var body = JsonText.ParseObject(await BodyReader.ReadText(request) ?? "");
        if (body is null || !Enum.TryParse<FaultMode>(body["mode"]?.ToString(), ignoreCase: true, out var mode) || !Enum.IsDefined(mode))
        {
            return Results.Text("""{"fault":"mode must be none, down, slow, error or rubbish"}""", "application/json", statusCode: 400);
        }

        var milliseconds = body["milliseconds"] is JsonValue value && value.TryGetValue<int>(out var given) ? Math.Clamp(given, 0, 600_000) : 1000;
        _state = new FaultState(mode, TimeSpan.FromMilliseconds(milliseconds));
        return Get();
    }

    public IResult Get()
    {
        var state = _state;
        return Results.Text(JsonText.Write(new JsonObject { ["mode"] = state.Name, ["milliseconds"] = (int)state.Pause.TotalMilliseconds }), "application/json");
    }

    public async Task Apply(HttpContext context, RequestDelegate next)
    {
        var state = _state;
        if (state.Mode == FaultMode.None || !Touches(context.Request))
        {
            await next(context);
            return;
        }

        switch (state.Mode)
        {
            case FaultMode.Down:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            case FaultMode.Error:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                await context.Response.WriteAsync("internal error", context.RequestAborted);
                return;
            case FaultMode.Slow:
                await Task.Delay(state.Pause, clock, context.RequestAborted);
                await next(context);
                return;
            default:
                await AnswerRubbish(context, next);
                return;
        }
    }

    private static bool Touches(HttpRequest request) =>
        request.Path != "/faults" && (!HttpMethods.IsGet(request.Method) || !IsForPeople(request.Path));

    private static bool IsForPeople(PathString path) => path == "/" || path == "/outbox" || path.StartsWithSegments("/records");

    private static async Task AnswerRubbish(HttpContext context, RequestDelegate next)
    {
        var answer = context.Response.Body;
        context.Response.Body = new MemoryStream();
        await next(context);
        context.Response.Body = answer;
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentLength = null;
        await answer.WriteAsync("<{\"]\u0001 not a message, ]}>"u8.ToArray(), context.RequestAborted);
    }
}
