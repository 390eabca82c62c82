using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Identities;

public sealed class SqliteKnownAtTests : KnownAtTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
