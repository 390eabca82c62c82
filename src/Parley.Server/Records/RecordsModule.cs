using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Operations;

namespace Parley.Server.Records;

/// <summary>The owner's acts on what was exchanged: correction, re-grading, withdrawal, erasure, holds and retention.</summary>
internal static class RecordsModule
{
    public static IServiceCollection AddRecords(this IServiceCollection services) => services
        .AddSingleton<NoticeWriter>()
        .AddSingleton<Eraser>()
        .AddSingleton<ActEvidence>()
        .AddSingleton<RecordActs>()
        .AddSingleton<NoticeKeeper>()
        .AddSingleton<RetentionKeeper>()
        .AddSingleton<RecordAccess>()
        .AddSingleton<RecordEndpoints>()
        .AddSingleton<NoticeEndpoints>()
        .AddSingleton<HoldEndpoints>()
        .AddSingleton<ReviewEndpoints>()
        .AddSingleton<IGaugeSource, RecordGauges>()
        .AddHostedService<RecordUpkeep>();

    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        IServiceProvider services = routes.ServiceProvider;
        RecordEndpoints records = services.GetRequiredService<RecordEndpoints>();
        routes.MapPost("/v1/exchanges/{id}/correct", (RequestDelegate)records.CorrectAsync);
        routes.MapPost("/v1/exchanges/{id}/regrade", (RequestDelegate)records.RegradeAsync);
        routes.MapPost("/v1/exchanges/{id}/withdraw", (RequestDelegate)records.WithdrawAsync);
        routes.MapPost("/v1/exchanges/{id}/erase", (RequestDelegate)records.EraseAsync);
        routes.MapPost("/v1/subjects/{type}/regrade", context => records.SubjectAsync(context, Act.Regrade));
        routes.MapPost("/v1/subjects/{type}/withdraw", context => records.SubjectAsync(context, Act.Withdraw));
        routes.MapPost("/v1/subjects/{type}/erase", context => records.SubjectAsync(context, Act.Erase));
        NoticeEndpoints notices = services.GetRequiredService<NoticeEndpoints>();
        routes.MapGet("/v1/notices", (RequestDelegate)notices.ListAsync);
        routes.MapGet("/v1/notices/{id}", (RequestDelegate)notices.GetAsync);
        routes.MapPost("/v1/notices/{id}/confirm", (RequestDelegate)notices.ConfirmAsync);
        HoldEndpoints holds = services.GetRequiredService<HoldEndpoints>();
        routes.MapGet("/v1/holds", (RequestDelegate)holds.ListAsync);
        routes.MapGet("/v1/holds/{id}", (RequestDelegate)holds.GetAsync);
        routes.MapPost("/v1/holds", (RequestDelegate)holds.PlaceAsync);
        routes.MapDelete("/v1/holds/{id}", (RequestDelegate)holds.EndAsync);
        ReviewEndpoints reviews = services.GetRequiredService<ReviewEndpoints>();
        routes.MapGet("/v1/reviews", (RequestDelegate)reviews.ListAsync);
        routes.MapPost("/v1/reviews/{id}", (RequestDelegate)reviews.DecideAsync);
    }
}
