using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Access;
using Parley.Server.Agreements;
using Parley.Server.Decisions;
using Parley.Server.Delivery;
using Parley.Server.Exceptions;
using Parley.Server.Exchanges;
using Parley.Server.Identities;
using Parley.Server.Intake;
using Parley.Server.Ledger;
using Parley.Server.Loads;
using Parley.Server.Media;
using Parley.Server.Operations;
using Parley.Server.Processes;
using Parley.Server.Quality;
using Parley.Server.Records;
using Parley.Server.Replays;
using Parley.Server.Repository;
using Parley.Server.Retrieval;
using Parley.Server.Storage;
using Parley.Server.Subscriptions;
using Parley.Server.Tasks;

namespace Parley.Server;

/// <summary>The server: the ordered list of its modules.</summary>
public static class ParleyServer
{
    /// <summary>Serves a workspace until the process is told to stop (SIGTERM, SIGINT) or the token is cancelled; SIGHUP reloads the workspace.</summary>
    /// <returns>The exit code: 0 once everything under way has been finished and recorded.</returns>
    public static async Task<int> RunAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        // Who calls may answer the same signal by cancelling: whichever comes first, the other must find nothing disposed.
        TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration cancelled = cancellationToken.Register(() => stop.TrySetResult());
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

        // Before the start: a server that has said where it serves and then dies of the first SIGHUP has not understood it.
        TaskCompletionSource<RunningServer> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration? reload = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, Reload);
        RunningServer server = await StartAsync(options, cancellationToken);
        started.SetResult(server);
        await stop.Task;
        await server.StopAsync();
        return 0;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }

        void Reload(PosixSignalContext context)
        {
            context.Cancel = true;
            _ = ReloadOnceStartedAsync();
        }

        async Task ReloadOnceStartedAsync() => await (await started.Task).ReloadAsync(CancellationToken.None);
    }

    /// <summary>Starts a server and returns once it takes requests.</summary>
    /// <exception cref="ServerStartException">The store cannot be used, or the address is taken.</exception>
    public static async Task<RunningServer> StartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return await BuildAndStartAsync(options, cancellationToken);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or DbException)
        {
            string why = failure.InnerException is Exception inner ? $"{failure.Message} {inner.Message}" : failure.Message;
            throw new ServerStartException($"the store cannot be used: {why}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(failure.Message, failure);
        }
    }

    private static async Task<RunningServer> BuildAndStartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        WebApplication app = Build(options);
        try
        {
            Store store = app.Services.GetRequiredService<Store>();
            await store.StartAsync(app.Services.GetRequiredService<ILogger<Store>>(), cancellationToken);
            await app.Services.GetRequiredService<WorkspaceHost>().StartAsync(cancellationToken);
            await app.Services.LoadAgreementsAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new RunningServer(app, new Uri(address), options);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static WebApplication Build(ServerOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => ServerLimits.Apply(kestrel, options));
        builder.Services
            .AddSingleton(options)
            .AddSingleton(new Secrets(options.Root))
            .AddSingleton<WorkspaceHost>()
            .AddOperations(options)
            .AddStorage(options)
            .AddAccess()
            .AddLedger(options)
            .AddAgreements()
            .AddExchanges()
            .AddDecisions()
            .AddDelivery()
            .AddExceptions()
            .AddReplays()
            .AddIntake()
            .AddRecords()
            .AddRepository(options)
            .AddTasks()
            .AddRetrieval()
            .AddMedia(options)
            .AddLoads(options)
            .AddSubscriptions(options)
            .AddIdentities(options)
            .AddProcesses(options)
            .AddQuality(options)
            .AddSingleton<TakeBack>(services => services.GetRequiredService<RecordActs>().WithdrawAgreementAsync);
        WebApplication app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<HeadRequests>();
        app.UseMiddleware<ProblemWriter>();
        app.UseApiPage();
        app.UseRouting();
        app.UseCallers();
        app.MapAccess();
        app.MapIntake();
        app.MapAgreements();
        app.MapExchanges();
        app.MapDecisions();
        app.MapExceptions();
        app.MapReplays();
        app.MapRecords();
        app.MapRepository();
        app.MapTasks();
        app.MapRetrieval();
        app.MapMedia();
        app.MapLoads();
        app.MapSubscriptions();
        app.MapIdentities();
        app.MapProcesses();
        app.MapQuality();
        app.MapLedger();
        app.MapOperations();
        return app;
    }
}
