using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Agreements;

/// <summary>On the embedded store.</summary>
public sealed class SqliteStateChangeTests : StateChangeTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
