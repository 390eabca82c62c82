using Parley.Engine.Workspace;
using Parley.Server.Records;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Records;

public sealed class SqliteRecordTests : RecordTests
{
    private const string Secret = "a very particular sentence";
    private const string Quoted = "an answer that quotes it";

    [Fact]
    public async Task Erased_IsInNoByteOfTheStore_NorOfABackupFromBefore()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        records.Answer = (_, context) => AnswerAsync(context, Quoted);
        string root = TestServer.NewFolder();
        Estate estate = NewEstate().AcceptsHttp("records", records.Address);
        string exchange;
        string backup;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            exchange = await DeliveredAsync(server, $$"""{"ref":"INC-7788-PARTICULAR","summary":"{{Secret}}"}""");
            await DeliveredAsync(server, """{"ref":"B","summary":"kept"}""");
            backup = StoreFiles.Copy(root);
            string notice = (await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"request"}""")).Json.GetProperty("notices")[0].GetProperty("id").GetString()!;
            await server.PostAsync($"/v1/notices/{notice}/confirm", "");
            await server.Part<NoticeKeeper>().PassAsync(TestContext.Current.CancellationToken);
            Assert.Empty(Holding(root));
        }

        Assert.Empty(Holding(root));
        Assert.Empty(Holding(backup));
        await OpensNothingAsync(backup, root, exchange, found: false);
    }

    [Fact]
    public async Task Backup_WithTheKeysOfBefore_StillOpens_SoTheTestOfTheOneAboveProvesSomething()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        string root = TestServer.NewFolder();
        string exchange;
        string backup;
        await using (TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address), root))
        {
            exchange = await DeliveredAsync(server, $$"""{"ref":"A","summary":"{{Secret}}"}""");
            backup = StoreFiles.Copy(root);
            Directory.CreateDirectory(Path.Combine(backup, ".parley"));
            foreach (string file in Directory.GetFiles(Path.Combine(root, ".parley")))
            {
                File.Copy(file, Path.Combine(backup, ".parley", Path.GetFileName(file)));
            }
        }

        await OpensNothingAsync(backup, backup, exchange, found: true);
    }

    private protected override StorageDefinition Storage() => new("sqlite", "store.db", null);

    private static List<string> Holding(string folder) =>
        [.. new[] { Secret, Quoted, "INC-7788-PARTICULAR" }.SelectMany(s => StoreFiles.Holding(folder, s))];

    private static async Task OpensNothingAsync(string store, string keys, string exchange, bool found)
    {
        Assert.True(PublicId.TryParse('x', exchange, out long id));
        using ContentKeys content = new(new KeyFile(Path.Combine(keys, ".parley", "keys.db"), master: null));
        await using SqliteDialect dialect = new(Path.Combine(store, "store.db"));
        StoreReader reader = new(dialect, content);
        ExchangeRow row = (await reader.ExchangeAsync(id, TestContext.Current.CancellationToken))!;
        Assert.NotNull(row.Content);
        Assert.Equal(found, await reader.ContentAsync(row.Content, new ContentPermit("test"), TestContext.Current.CancellationToken) is not null);
        Assert.Equal(found, row.Reference is not null);
        DeliveryRow delivery = Assert.Single(await reader.DeliveriesAsync(id, TestContext.Current.CancellationToken));
        Assert.Equal(found, await reader.ContentAsync(delivery.Content, new ContentPermit("test"), TestContext.Current.CancellationToken) is not null);
        Assert.Null(delivery.Response);
    }
}
