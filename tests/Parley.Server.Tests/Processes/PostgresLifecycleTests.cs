using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;

namespace Parley.Server.Tests.Processes;

/// <summary>Lifecycle events on PostgreSQL; skipped without a server.</summary>
public sealed class PostgresLifecycleTests : LifecycleTests
{
    private readonly string _name = $"plc{Environment.ProcessId}_{Random.Shared.Next():x}";

    private protected override StorageDefinition Storage()
    {
        Environment.SetEnvironmentVariable(_name, PostgresDatabase.Database(_name));
        return new StorageDefinition("postgres", null, new SecretReference("env", _name));
    }
}
