using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is ended by SIGKILL while the repository follows the deposits: it has each of them, and each once.</summary>
public sealed class KillDuringProjectionTests
{
    private const int Messages = 1200;
    private const int Kills = 8;
    private const int AtOnce = 8;
    private const int Seed = 20261122;
    private const string OperatorKey = "operator-key-for-this-test-only";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_WhileTheRepositoryFollows_EverythingIsThereOnce()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false).With(
            "parley.yaml",
            "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\nrepository: true\noperator-keys: [ { id: op, secret: env:OPERATOR_KEY } ]\n");
        Dictionary<string, string> environment = HttpEstate.Environment();
        environment["OPERATOR_KEY"] = OperatorKey;
        Random random = new(Seed);
        HashSet<string> exchanges = [];
        int unanswered = 0;
        long behind = 0;
        string store = Path.Combine(folder.Path, ".parley", "store.db");
        ServerProcess server = await ServerProcess.StartAsync(folder.Path, environment);
        try
        {
            int each = Messages / Kills;
            for (int kill = 0; kill < Kills; kill++)
            {
                int point = random.Next(each / 4, each);
                for (int i = 0; i < point; i += AtOnce)
                {
                    string?[] answers = await Task.WhenAll(Enumerable.Range((kill * each) + i, AtOnce).Select(n => DepositAsync(server, n)));
                    exchanges.UnionWith(answers.OfType<string>());
                }

                // The kill meets deposits under way and a repository that is behind.
                Task<string?>[] last = [.. Enumerable.Range((kill * each) + point + AtOnce, AtOnce).Select(n => DepositAsync(server, n))];
                await Task.Delay(random.Next(0, 60), Token);
                await server.KillAsync();
                behind += await BehindAsync(store);
                string?[] met = await Task.WhenAll(last);
                exchanges.UnionWith(met.OfType<string>());
                unanswered += met.Count(m => m is null);
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(folder.Path, environment);
            }

            exchanges.Add((await DepositAsync(server, Messages * 2))!);
            await FoundAsync(server, Messages * 2);
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            await server.DisposeAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{exchanges.Count} acknowledged, {unanswered} without an answer, {Kills} kills, {behind} not yet in the repository at them");
        Assert.True(behind > 0, "No kill met a repository that was behind: the test proves nothing.");
        await AssertAsync(store, exchanges.Count);
    }

    private static async Task<SqliteConnection> OpenAsync(string path)
    {
        SqliteConnection store = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await store.OpenAsync(Token);
        return store;
    }

    private static async Task<long> BehindAsync(string path)
    {
        await using SqliteConnection store = await OpenAsync(path);
        return await CountAsync(store, "SELECT (SELECT COUNT(*) FROM exchanges) - (SELECT COUNT(*) FROM repository_bundles)");
    }

    private static async Task AssertAsync(string path, int acknowledged)
    {
        await using SqliteConnection store = await OpenAsync(path);
        long exchanges = await CountAsync(store, "SELECT COUNT(*) FROM exchanges");
        Assert.True(exchanges >= acknowledged);
        Assert.Equal(exchanges, await CountAsync(store, "SELECT COUNT(*) FROM exchanges e JOIN repository_bundles b ON b.exchange = e.id"));
        Assert.Equal(exchanges, await CountAsync(store, "SELECT COUNT(*) FROM repository_bundles"));
        Assert.Equal(exchanges, await CountAsync(store, "SELECT COUNT(*) FROM record_versions"));
        Assert.Equal(exchanges, await CountAsync(store, "SELECT COUNT(DISTINCT record) FROM record_versions WHERE number = 1"));
        Assert.Equal(exchanges, await CountAsync(store, "SELECT MAX(id) FROM record_versions"));
    }

#pragma warning disable CA2100 // Constants of this test.
    private static async Task<long> CountAsync(SqliteConnection store, string sql)
    {
        await using SqliteCommand command = store.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Token), CultureInfo.InvariantCulture);
    }
#pragma warning restore CA2100

    private static async Task<string?> DepositAsync(ServerProcess server, int number)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = Request(
            server, "/v1/systems/alpha/messages/incident", HttpEstate.Key("alpha"), HttpEstate.Incident($"R-{number:0000}", "text"));
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, Token);
            return response.IsSuccessStatusCode
                ? JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("exchange").GetString()
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Waits until a search finds the last deposit: the repository has then taken in all before it.</summary>
    private static async Task FoundAsync(ServerProcess server, int number)
    {
        using HttpClient client = new();
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            using HttpRequestMessage request = Request(server, "/v1/search", OperatorKey, $$"""{"identifier":"R-{{number:0000}}"}""");
            using HttpResponseMessage response = await client.SendAsync(request, patience.Token);
            string answer = await response.Content.ReadAsStringAsync(patience.Token);
            if (response.IsSuccessStatusCode && answer.Contains($"R-{number:0000}", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private static HttpRequestMessage Request(ServerProcess server, string path, string key, string body)
    {
        HttpRequestMessage request = new(HttpMethod.Post, server.Address + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }
}
