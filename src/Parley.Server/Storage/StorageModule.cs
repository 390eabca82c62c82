using Microsoft.Extensions.DependencyInjection;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Storage;

/// <summary>Where state is kept.</summary>
internal static class StorageModule
{
    public static IServiceCollection AddStorage(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton(s => MakeDialect(options.Workspace.Installation.Storage, s.GetRequiredService<Secrets>()))
        .AddSingleton(s => new Store(s.GetRequiredService<Dialect>(), MakeKeys(options.Workspace.Installation.Storage, s.GetRequiredService<Secrets>()), options.Time))
        .AddHostedService<StoreUpkeep>();

    private static ContentKeys MakeKeys(StorageDefinition storage, Secrets secrets) => new(
        new KeyFile(secrets.PathOf(storage.Keys), storage.Master is SecretReference master ? secrets.Get(master) : null));

    /// <summary>The dialect of a workspace's storage.</summary>
    /// <param name="storage">Where state is kept.</param>
    /// <param name="secrets">Where its connection string is.</param>
    /// <param name="claim">True for a server, which has the store for itself.</param>
    public static Dialect MakeDialect(StorageDefinition storage, Secrets secrets, bool claim = true) => storage.Kind switch
    {
        "sqlite" => new SqliteDialect(secrets.PathOf(storage.Path!), claim),
        "postgres" => new PostgresDialect(secrets.Get(storage.Connection!)),
        _ => throw new InvalidOperationException($"There is no storage of kind '{storage.Kind}'."),
    };
}
