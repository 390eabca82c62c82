using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace.Yaml;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;

namespace Parley.Server.Exceptions;

/// <summary>What a supervisor does at the desk: looks at resolved exceptions again, and at the figures.</summary>
internal sealed class SupervisorEndpoints(Authenticator authenticator, DeskView view, Sampling sampling, DeskStatistics statistics)
{
    private const int UsualDays = 7;
    private const int MostDays = 366;
    private const int MostReason = 1000;

    /// <summary>Answers with the resolved exceptions that wait to be looked at again.</summary>
    public async Task SamplesAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges | Rights.Supervise);
        int limit = PageQuery.Read(context.Request, 'e').Limit;
        List<Case> waiting = await sampling.WaitingAsync(Disclosure.OwnSystems(caller), limit, context.RequestAborted);
        await JsonPage.WriteAsync(context, "exceptions", waiting, null, (writer, one) => CaseJson.Write(writer, one, view.Shows(caller, one.Exception)));
    }

    /// <summary>Keeps what was found: <c>{"agrees": false, "reason": "..."}</c>.</summary>
    public async Task JudgeAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges | Rights.Supervise);
        Case one = await view.FindAsync(context, caller);
        JsonRequest request = await JsonRequest.ReadAsync(context, "agrees", "reason");
        bool agrees = request.RequiredFlag("agrees");
        await sampling.JudgeAsync(one.Exception.Id, caller, agrees, request.Required("reason", MostReason), context.RequestAborted);
        await view.AnswerAsync(context, caller, one.Exception.Id, StatusCodes.Status200OK);
    }

    /// <summary>Answers with the figures of the last days.</summary>
    public async Task StatisticsAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        int days = QueryNumber.Of(context.Request, "days", UsualDays, MostDays);
        DeskFigures figures = await statistics.CountAsync(days, Disclosure.OwnSystems(caller), context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, (days, figures), static (writer, state) => Write(writer, state.days, state.figures));
    }

    private static void Write(Utf8JsonWriter writer, int days, DeskFigures figures)
    {
        writer.WriteStartObject();
        writer.WriteNumber("days"u8, days);
        writer.WriteBoolean("complete"u8, figures.IsComplete);
        writer.WriteNumber("exchanges"u8, figures.Exchanges);
        writer.WriteNumber("touched"u8, figures.Touched);
        if (figures.AutomationRate is double rate)
        {
            writer.WriteNumber("automationRate"u8, rate);
        }

        writer.WriteNumber("opened"u8, figures.Opened);
        writer.WriteStartObject("standing"u8);
        foreach ((string status, int count) in figures.Standing.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            writer.WriteNumber(status, count);
        }

        writer.WriteEndObject();
        writer.WriteNumber("open"u8, figures.Open);
        writer.WriteNumber("overdue"u8, figures.Overdue);
        if (figures.Age is (long median, long p90, long oldest))
        {
            writer.WriteStartObject("ageSeconds"u8);
            writer.WriteNumber("median"u8, median);
            writer.WriteNumber("p90"u8, p90);
            writer.WriteNumber("oldest"u8, oldest);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("sampled"u8);
        writer.WriteNumber("looked"u8, figures.Sampled.Looked);
        writer.WriteNumber("agreed"u8, figures.Sampled.Agreed);
        writer.WriteEndObject();
        writer.WriteStartArray("causes"u8);
        foreach (ExceptionCause cause in figures.Causes)
        {
            Write(writer, cause);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ExceptionCause cause)
    {
        writer.WriteStartObject();
        writer.WriteString("source"u8, cause.Source);
        writer.WriteString("code"u8, cause.Code);
        if (cause.CodeList is not null)
        {
            writer.WriteString("codeList"u8, cause.CodeList);
        }

        writer.WriteString("whose"u8, YamlForms.Kebab(cause.Whose.ToString()));
        writer.WriteNumber("count"u8, cause.Count);
        writer.WriteEndObject();
    }
}
