using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;

namespace Parley.Server.Tests.Replays;

/// <summary>Replays of instances on PostgreSQL; skipped without a server.</summary>
public sealed class PostgresInstanceReplayTests : InstanceReplayTests
{
    private readonly string _name = $"ri{Environment.ProcessId}_{Random.Shared.Next():x}";

    private protected override StorageDefinition Storage()
    {
        Environment.SetEnvironmentVariable(_name, PostgresDatabase.Database(_name));
        return new StorageDefinition("postgres", null, new SecretReference("env", _name));
    }
}
