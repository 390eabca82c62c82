using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Tasks;

public sealed class SqliteObligationTests : ObligationTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
