using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Operations;

namespace Parley.Server.Tasks;

/// <summary>Tasks for people, and what the force owes.</summary>
internal static class TasksModule
{
    public static IServiceCollection AddTasks(this IServiceCollection services) => services
        .AddSingleton<HumanTasks>()
        .AddSingleton<TaskAccess>()
        .AddSingleton<TaskEndpoints>()
        .AddSingleton<TaskUpkeep>()
        .AddHostedService(s => s.GetRequiredService<TaskUpkeep>())
        .AddSingleton<ObligationFollower>()
        .AddHostedService(s => s.GetRequiredService<ObligationFollower>())
        .AddSingleton<ObligationKeeper>()
        .AddHostedService(s => s.GetRequiredService<ObligationKeeper>())
        .AddSingleton<ObligationEndpoints>()
        .AddSingleton<IGaugeSource, ObligationGauges>();

    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        TaskEndpoints tasks = routes.ServiceProvider.GetRequiredService<TaskEndpoints>();
        routes.MapGet("/v1/tasks", (RequestDelegate)tasks.ListAsync);
        routes.MapPost("/v1/tasks", (RequestDelegate)tasks.CreateAsync);
        routes.MapGet("/v1/tasks/{id}", (RequestDelegate)tasks.GetAsync);
        routes.MapPost("/v1/tasks/{id}/claim", (RequestDelegate)tasks.ClaimAsync);
        routes.MapPost("/v1/tasks/{id}/release", (RequestDelegate)tasks.ReleaseAsync);
        routes.MapPost("/v1/tasks/{id}/complete", (RequestDelegate)tasks.CompleteAsync);
        routes.MapPost("/v1/tasks/{id}/comment", (RequestDelegate)tasks.CommentAsync);
        routes.MapPost("/v1/tasks/{id}/reassign", (RequestDelegate)tasks.ReassignAsync);
        ObligationEndpoints obligations = routes.ServiceProvider.GetRequiredService<ObligationEndpoints>();
        routes.MapGet("/v1/obligations", (RequestDelegate)obligations.ListAsync);
        routes.MapGet("/v1/obligations/{id}", (RequestDelegate)obligations.GetAsync);
        routes.MapPost("/v1/obligations/{id}/fulfil", (RequestDelegate)obligations.FulfilAsync);
    }
}
