using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Retrieval;

/// <summary>Asking systems live, for one search or for a process.</summary>
internal static class RetrievalModule
{
    public static IServiceCollection AddRetrieval(this IServiceCollection services) => services
        .AddSingleton<QuestionCallers>()
        .AddSingleton<AnswerReader>()
        .AddSingleton<AnswerKeeper>()
        .AddSingleton<LiveResults>()
        .AddSingleton<RetrievalLedger>()
        .AddSingleton<QuestionChoice>()
        .AddSingleton<QuestionRun>()
        .AddSingleton<HeldSearches>()
        .AddSingleton<LiveRetrieval>()
        .AddSingleton<RetrievalEndpoints>();

    public static void MapRetrieval(this IEndpointRouteBuilder routes)
    {
        RetrievalEndpoints retrieval = routes.ServiceProvider.GetRequiredService<RetrievalEndpoints>();
        routes.MapPost("/v1/search", (RequestDelegate)retrieval.SearchAsync);
        routes.MapGet("/v1/searches/{id}", (RequestDelegate)retrieval.LaterAsync);
    }
}
