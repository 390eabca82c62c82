using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Agreements;

/// <summary>On the embedded store.</summary>
public sealed class SqliteMidnightTests : MidnightTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
