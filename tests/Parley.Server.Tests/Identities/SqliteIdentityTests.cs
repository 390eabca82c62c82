using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Identities;

public sealed class SqliteIdentityTests : IdentityTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
