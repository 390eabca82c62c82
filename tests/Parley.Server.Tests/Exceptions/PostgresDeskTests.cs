using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;

namespace Parley.Server.Tests.Exceptions;

/// <summary>The desk on PostgreSQL; skipped without a server.</summary>
public sealed class PostgresDeskTests : DeskTests
{
    private protected override StorageDefinition NewStore()
    {
        string name = $"e{Environment.ProcessId}_{Random.Shared.Next():x}";
        Environment.SetEnvironmentVariable(name, PostgresDatabase.Database(name));
        return new StorageDefinition("postgres", null, new SecretReference("env", name));
    }
}
