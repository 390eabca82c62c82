using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Repository;

public sealed class SqliteRepositoryTests : RepositoryTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
