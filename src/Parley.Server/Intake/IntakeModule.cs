using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Intake;

/// <summary>How messages come in.</summary>
internal static class IntakeModule
{
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<Depositor>()
        .AddSingleton<DepositEndpoint>()
        .AddSingleton<FileTaker>()
        .AddSingleton<FolderReader>()
        .AddSingleton<PollReader>()
        .AddHostedService<IntakeHost>();

    public static void MapIntake(this IEndpointRouteBuilder routes)
    {
        DepositEndpoint deposit = routes.ServiceProvider.GetRequiredService<DepositEndpoint>();
        routes.MapPost("/v1/systems/{system}/messages/{type}", (RequestDelegate)deposit.HandleAsync);
    }
}
