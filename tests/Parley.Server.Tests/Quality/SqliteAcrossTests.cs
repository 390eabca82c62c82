using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Quality;

public sealed class SqliteAcrossTests : AcrossTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
