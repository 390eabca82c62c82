using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Exchanges;

public sealed class SqliteReceivedTests : ReceivedTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
