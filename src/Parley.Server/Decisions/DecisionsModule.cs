using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Decisions;

/// <summary>Access decisions for other applications.</summary>
internal static class DecisionsModule
{
    public static IServiceCollection AddDecisions(this IServiceCollection services) => services
        .AddSingleton<SubjectFinder>()
        .AddSingleton<ExchangeQuestions>()
        .AddSingleton<MatterQuestions>()
        .AddSingleton<TypeQuestions>()
        .AddSingleton<ApplicationQuestions>()
        .AddSingleton<Evaluator>()
        .AddSingleton<Candidates>()
        .AddSingleton<EntitySearch>()
        .AddSingleton<EvaluationEndpoints>()
        .AddSingleton<EntitySearchEndpoints>();

    public static void MapDecisions(this IEndpointRouteBuilder routes)
    {
        EvaluationEndpoints endpoints = routes.ServiceProvider.GetRequiredService<EvaluationEndpoints>();
        routes.MapPost(EvaluationEndpoints.EvaluationPath, (RequestDelegate)endpoints.EvaluateAsync);
        routes.MapPost(EvaluationEndpoints.EvaluationsPath, (RequestDelegate)endpoints.EvaluateAllAsync);
        EntitySearchEndpoints searches = routes.ServiceProvider.GetRequiredService<EntitySearchEndpoints>();
        routes.MapPost(EntitySearchEndpoints.Path + "subject", (RequestDelegate)searches.SubjectsAsync);
        routes.MapPost(EntitySearchEndpoints.Path + "resource", (RequestDelegate)searches.ResourcesAsync);
        routes.MapPost(EntitySearchEndpoints.Path + "action", (RequestDelegate)searches.ActionsAsync);
        routes.MapGet("/.well-known/authzen-configuration", (RequestDelegate)endpoints.ConfigurationAsync);
    }
}
