using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Exceptions;

/// <summary>Messages that a person must look at.</summary>
internal static class ExceptionsModule
{
    public static IServiceCollection AddExceptions(this IServiceCollection services) => services
        .AddSingleton<Resolver>()
        .AddSingleton<Desk>()
        .AddSingleton<DeskView>()
        .AddSingleton<CaseGate>()
        .AddSingleton<CaseActs>()
        .AddSingleton<MessageCorrections>()
        .AddSingleton<Bulk>()
        .AddSingleton<Sampling>()
        .AddSingleton<DeskStatistics>()
        .AddSingleton<ExceptionEndpoints>()
        .AddSingleton<BulkEndpoints>()
        .AddSingleton<SupervisorEndpoints>()
        .AddSingleton<DeskEndpoints>();

    public static void MapExceptions(this IEndpointRouteBuilder routes)
    {
        ExceptionEndpoints endpoints = routes.ServiceProvider.GetRequiredService<ExceptionEndpoints>();
        routes.MapGet("/v1/exceptions", (RequestDelegate)endpoints.ListAsync);
        routes.MapGet("/v1/exceptions/{id}", (RequestDelegate)endpoints.GetAsync);
        routes.MapPost("/v1/exceptions/{id}/correct", (RequestDelegate)endpoints.CorrectAsync);
        routes.MapPost("/v1/exceptions/{id}/resend", (RequestDelegate)endpoints.ResendAsync);
        routes.MapPost("/v1/exceptions/{id}/discard", (RequestDelegate)endpoints.DiscardAsync);
        DeskEndpoints desk = routes.ServiceProvider.GetRequiredService<DeskEndpoints>();
        routes.MapPost("/v1/exceptions/{id}/claim", (RequestDelegate)desk.ClaimAsync);
        routes.MapPost("/v1/exceptions/{id}/release", (RequestDelegate)desk.ReleaseAsync);
        routes.MapPost("/v1/exceptions/{id}/reassign", (RequestDelegate)desk.ReassignAsync);
        routes.MapPost("/v1/exceptions/{id}/comments", (RequestDelegate)desk.CommentAsync);
        routes.MapGet("/v1/exceptions/{id}/history", (RequestDelegate)desk.HistoryAsync);
        routes.MapGet("/v1/exceptions/{id}/fields", (RequestDelegate)desk.FieldsAsync);
        routes.MapPost("/v1/exceptions/{id}/fields", (RequestDelegate)desk.CorrectFieldsAsync);
        routes.MapPost("/v1/exceptions/{id}/resubmit", (RequestDelegate)desk.ResubmitAsync);
        BulkEndpoints bulk = routes.ServiceProvider.GetRequiredService<BulkEndpoints>();
        routes.MapPost("/v1/exceptions/bulk", (RequestDelegate)bulk.PreviewAsync);
        routes.MapPost("/v1/exceptions/bulk/{token}", (RequestDelegate)bulk.ConfirmAsync);
        SupervisorEndpoints supervisor = routes.ServiceProvider.GetRequiredService<SupervisorEndpoints>();
        routes.MapGet("/v1/exceptions/samples", (RequestDelegate)supervisor.SamplesAsync);
        routes.MapPost("/v1/exceptions/{id}/sample", (RequestDelegate)supervisor.JudgeAsync);
        routes.MapGet("/v1/exceptions/statistics", (RequestDelegate)supervisor.StatisticsAsync);
    }
}
