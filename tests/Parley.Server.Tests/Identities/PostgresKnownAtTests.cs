using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;

namespace Parley.Server.Tests.Identities;

/// <summary>Runs when <c>PARLEY_TEST_POSTGRES</c> has a connection string; otherwise each test is shown as skipped.</summary>
public sealed class PostgresKnownAtTests : KnownAtTests
{
    private readonly string _name = $"p{Environment.ProcessId}_{Environment.TickCount64:x}_{Random.Shared.Next():x}";

    private protected override StorageDefinition Storage()
    {
        Environment.SetEnvironmentVariable(_name, PostgresDatabase.Database(_name));
        return new StorageDefinition("postgres", null, new SecretReference("env", _name));
    }
}
