using Parley.Server.Storage;
using Parley.Server.Tests.Support;

namespace Parley.Server.Tests.Storage;

public sealed class SqliteStoreTests : StoreTests
{
    private readonly string _path = Path.Combine(TestServer.NewFolder(), "store.db");

    private protected override Dialect Open(bool fresh) => new SqliteDialect(_path);
}
