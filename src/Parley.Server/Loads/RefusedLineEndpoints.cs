using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary><c>/v1/loads/{id}/refused</c>: the lines that were refused, one of them as it came, and a mended one in its place.</summary>
internal sealed class RefusedLineEndpoints(
    LoadAccess access, LoadMender mender, Store store, ExchangeTrace trace, ConsultationLog consultations, WorkspaceHost workspace)
{
    private const int Usual = 100;
    private const int Most = 500;

    /// <summary>Answers with a page of refused lines in the order of the file; what is wrong with each in full for those who may see content.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = access.RequireViewer(context);
        LoadRow load = await access.FindAsync(context, caller);
        int limit = (int)(Number(context.Request.Query["limit"], "query: limit", Most) ?? Usual);
        List<LoadLineRow> lines = await store.Reader.RefusedLinesAsync(load.Id, Number(context.Request.Query["after"], "query: after") ?? 0, limit, context.RequestAborted);
        List<(LoadLineRow Line, string? Issues)> rows = [];
        foreach (LoadLineRow line in lines)
        {
            rows.Add((line, (await store.Reader.ExchangeAsync(line.Exchange, context.RequestAborted))?.Issues));
        }

        bool full = caller.Has(Rights.SeeContent);
        string? next = lines.Count == limit ? lines[^1].Position.ToString(CultureInfo.InvariantCulture) : null;
        await JsonPage.WriteAsync(context, "refused", rows, next, (writer, row) => Write(writer, row.Line, row.Issues, full));
    }

    /// <summary>Answers with a refused line as it came; a row of CSV with the header before it.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Caller caller = access.RequireViewer(context);
        LoadRow load = await access.FindAsync(context, caller);
        LoadLineRow line = await FindAsync(context, load);
        string? purpose = StatedReason.PurposeOf(context);
        string? reason = StatedReason.ReasonOf(context);
        ExchangeRow row = await store.Reader.ExchangeAsync(line.Exchange, context.RequestAborted) ?? throw NoLine(context);
        ExchangeView view = await trace.CollectAsync(row, caller, purpose, reason, context.RequestAborted);
        byte[] body = view.Body ?? throw new ProblemException(new Problem(
            403, ServerIssues.NotPermitted, "What the line carried is not there any more, or not for this caller to see.", "address"));
        await consultations.RecordAsync(context, caller, PublicId.Exchange(line.Exchange), view.ETag(), "load-line-read");
        context.Response.ContentType = TypeOf(load)?.Translation.Format.MediaType ?? "application/octet-stream";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Takes a mended line in the place of a refused one.</summary>
    public async Task MendAsync(HttpContext context)
    {
        (Caller caller, LoadRow load) = await access.RequireActorAsync(context);
        LoadLineRow line = await FindAsync(context, load);
        MessageTypeDefinition type = TypeOf(load) ?? throw new ProblemException(new Problem(409, LoadIssues.TypeGone, "The workspace no longer has it.", "address: id"));
        byte[] body = await RequestBody.ReadAsync(context, workspace.Current.Workspace.Installation.MaxMessageBytes);
        Prepared mended = await mender.MendAsync(load, line, workspace.Current.Workspace.Systems[load.System], type, body, caller, context.RequestAborted);
        string exchange = PublicId.Exchange(mended.Record.Exchange.Id);
        context.Response.Headers.Location = $"/v1/exchanges/{exchange}";
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, (exchange, mended.Issues), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteString("exchange"u8, state.exchange);
            writer.WritePropertyName("issues"u8);
            IssueJson.Write(writer, state.Issues);
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, LoadLineRow line, string? issues, bool full)
    {
        writer.WriteStartObject();
        writer.WriteNumber("message"u8, line.Position);
        writer.WriteNumber("line"u8, line.Line);
        writer.WriteString("code"u8, line.Code);
        writer.WriteString("exchange"u8, PublicId.Exchange(line.Exchange));
        if (line.Mended is long mended)
        {
            writer.WriteString("mendedBy"u8, PublicId.Exchange(mended));
        }

        writer.WritePropertyName("issues"u8);
        if (full)
        {
            writer.WriteRawValue(issues ?? "[]", skipInputValidation: true);
        }
        else
        {
            IssueJson.WriteCodes(writer, issues);
        }

        writer.WriteEndObject();
    }

    private static long? Number(string? text, string place, long most = long.MaxValue) =>
        text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= most ? number
        : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"'{text}' is not a number that can stand here.", place));

    private static ProblemException NoLine(HttpContext context) => new(new Problem(
        404, ServerIssues.NotFound, $"No message '{context.Request.RouteValues["message"]}' of the load was refused.", "address: message"));

    private MessageTypeDefinition? TypeOf(LoadRow load) =>
        workspace.Current.Workspace.Systems.TryGetValue(load.System, out SystemDefinition? system) ? system.Messages.GetValueOrDefault(load.Type) : null;

    private async Task<LoadLineRow> FindAsync(HttpContext context, LoadRow load) =>
        long.TryParse((string)context.Request.RouteValues["message"]!, NumberStyles.None, CultureInfo.InvariantCulture, out long position)
        && await store.Reader.RefusedLineAsync(load.Id, position, context.RequestAborted) is LoadLineRow line
            ? line
            : throw NoLine(context);
}
