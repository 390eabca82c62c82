using Parley.Server.Storage;
using Parley.Server.Tests.Support;

namespace Parley.Server.Tests.Storage;

/// <summary>Runs when <c>PARLEY_TEST_POSTGRES</c> has a connection string; otherwise each test is shown as skipped.</summary>
public sealed class PostgresStoreTests : StoreTests
{
    private readonly string _schema = $"t{Environment.ProcessId}_{Environment.TickCount64:x}_{Random.Shared.Next():x}";

    private protected override Dialect Open(bool fresh) => new PostgresDialect(PostgresDatabase.Database(_schema));
}
