using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Loads;

public sealed class SqliteLoadTests : LoadTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
