using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Processes;

public sealed class SqliteProcessTests : ProcessTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
