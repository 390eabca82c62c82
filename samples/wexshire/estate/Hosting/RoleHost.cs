using Microsoft.AspNetCore.Hosting;
using Wexshire.Estate.Sending;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Hosting;

/// <summary>Runs one role as a web program until it is told to stop.</summary>
internal static class RoleHost
{
    public static async Task Run(IRole role, EstateOptions options)
    {
        var clock = TimeProvider.System;
        using var journal = new Journal(options.Data);
        var client = options.Platform is null ? null : new PlatformClient(options.Platform, options.System, options.Key);
        using var outbox = new Outbox(options.Data, client, clock);
        var context = new RoleContext(options, journal, outbox, clock);
        await using var app = Build(role, context);
        await app.RunAsync();
    }

    private static WebApplication Build(IRole role, RoleContext context)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(context.Options.Urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.AddSingleton<IHostedService>(context.Outbox);
        if (role.Worker(context) is { } worker)
        {
            builder.Services.AddSingleton<IHostedService>(worker);
        }

        var app = builder.Build();
        var faults = new Faults(context.Clock);
        app.Use(next => request => faults.Apply(request, next));
        app.UseRouting();
        app.MapGet("/faults", faults.Get);
        app.MapPost("/faults", faults.Set);
        CommonEndpoints.Map(app, role, context, faults);
        role.Map(app, context);
        return app;
    }
}
