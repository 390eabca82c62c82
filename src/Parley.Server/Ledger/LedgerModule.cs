using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Ledger;

/// <summary>The evidence of every use: its entries, their sealing, and how it is taken and witnessed.</summary>
internal static class LedgerModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton(s => LedgerIdentity.Load(options.Workspace.Installation, s.GetRequiredService<Secrets>(), s.GetRequiredService<ILogger<LedgerIdentity>>()))
        .AddSingleton<LedgerState>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<LedgerState>())
        .AddSingleton<LedgerGate>()
        .AddSingleton<SubjectIndex>()
        .AddSingleton<ConsultationLog>()
        .AddSingleton<ProofMaker>()
        .AddSingleton<PackMaker>()
        .AddSingleton<LedgerEndpoints>()
        .AddSingleton<Witness>()
        .AddSingleton<Sealer>()
        .AddHostedService(s => s.GetRequiredService<Sealer>())
        .AddHostedService<WitnessAsker>();

    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        LedgerEndpoints ledger = routes.ServiceProvider.GetRequiredService<LedgerEndpoints>();
        Witness witness = routes.ServiceProvider.GetRequiredService<Witness>();
        routes.MapGet("/v1/ledger/key", (RequestDelegate)ledger.KeyAsync);
        routes.MapGet("/v1/ledger/checkpoint", (RequestDelegate)ledger.CheckpointAsync);
        routes.MapGet("/v1/ledger/tile/{**path}", (RequestDelegate)ledger.TileAsync);
        routes.MapGet("/v1/ledger/proof", (RequestDelegate)ledger.ProofAsync);
        routes.MapGet("/v1/ledger/entries", (RequestDelegate)ledger.EntriesAsync);
        routes.MapPost("/v1/ledger/packs", (RequestDelegate)ledger.PackAsync);
        routes.MapPost("/v1/ledger/witness/add-checkpoint", (RequestDelegate)witness.AddCheckpointAsync);
    }
}
