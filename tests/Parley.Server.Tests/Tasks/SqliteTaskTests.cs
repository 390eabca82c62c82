using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Tasks;

public sealed class SqliteTaskTests : TaskTests
{
    [Fact]
    public async Task Content_IsInNoByteOfTheStore()
    {
        string root = TestServer.NewFolder();
        await using (TestServer server = await StartAsync(root))
        {
            string id = await GiveAsync(server, """{"title":"Call PARTICULAR-ONE","group":"victim-care","data":{"who":"PARTICULAR-TWO"}}""");
            Assert.Equal(200, (await server.PostAsync($"/v1/tasks/{id}/comment", """{"text":"PARTICULAR-THREE"}""", Ann)).Status);
            Assert.Equal(200, (await server.PostAsync($"/v1/tasks/{id}/complete", """{"answer":"PARTICULAR-FOUR","rationale":"PARTICULAR-FIVE"}""", Ann)).Status);
            Assert.Contains("PARTICULAR-FOUR", (await GetAsync(server, id, Ann)).Text, StringComparison.Ordinal);
        }

        Assert.Empty(StoreFiles.Holding(root, "PARTICULAR"));
    }

    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);
}
