using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Quality;

public sealed class SqliteQualityTests : QualityTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
