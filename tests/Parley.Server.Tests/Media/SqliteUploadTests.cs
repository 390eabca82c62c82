using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Media;

public sealed class SqliteUploadTests : UploadTests
{
    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
