using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Subscriptions;

public sealed class SqliteSubscriptionTests : SubscriptionTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
