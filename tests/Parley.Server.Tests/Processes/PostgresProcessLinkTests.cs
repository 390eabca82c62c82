using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;

namespace Parley.Server.Tests.Processes;

/// <summary>The links on PostgreSQL; skipped without a server.</summary>
public sealed class PostgresProcessLinkTests : ProcessLinkTests
{
    private readonly string _name = $"pl{Environment.ProcessId}_{Random.Shared.Next():x}";

    private protected override StorageDefinition Storage()
    {
        Environment.SetEnvironmentVariable(_name, PostgresDatabase.Database(_name));
        return new StorageDefinition("postgres", null, new SecretReference("env", _name));
    }
}
