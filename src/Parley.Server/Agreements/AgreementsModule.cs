using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Operations;

namespace Parley.Server.Agreements;

/// <summary>Agreements as they stand, what parties do to them, and sharing in an emergency.</summary>
internal static class AgreementsModule
{
    public static IServiceCollection AddAgreements(this IServiceCollection services) => services
        .AddSingleton<AgreementDay>()
        .AddSingleton<AgreementRegister>()
        .AddSingleton<EmergencyTable>()
        .AddSingleton<AgreementDates>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<AgreementDates>())
        .AddSingleton<AgreementChanges>()
        .AddSingleton<AgreementWatch>()
        .AddSingleton<AgreementEndpoints>()
        .AddSingleton<EmergencyEndpoints>()
        .AddHostedService(s => s.GetRequiredService<AgreementWatch>());

    /// <summary>Reads acts and emergencies back from the store: before anything is decided, for without them more would be permitted.</summary>
    public static async Task LoadAgreementsAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<AgreementRegister>().StartAsync(cancellationToken);
        await services.GetRequiredService<EmergencyTable>().StartAsync(cancellationToken);
    }

    public static void MapAgreements(this IEndpointRouteBuilder routes)
    {
        AgreementEndpoints agreements = routes.ServiceProvider.GetRequiredService<AgreementEndpoints>();
        EmergencyEndpoints emergencies = routes.ServiceProvider.GetRequiredService<EmergencyEndpoints>();
        routes.MapGet("/v1/agreements", (RequestDelegate)agreements.ListAsync);
        routes.MapGet("/v1/agreements/{id}", (RequestDelegate)agreements.GetAsync);
        routes.MapPost("/v1/agreements/{id}/suspend", context => agreements.ActAsync(context, "suspend"));
        routes.MapPost("/v1/agreements/{id}/resume", context => agreements.ActAsync(context, "resume"));
        routes.MapPost("/v1/agreements/{id}/end", context => agreements.ActAsync(context, "end"));
        routes.MapPost("/v1/agreements/{id}/withdraw", context => agreements.ActAsync(context, "withdraw"));
        routes.MapPost("/v1/emergencies", (RequestDelegate)emergencies.DeclareAsync);
    }
}
