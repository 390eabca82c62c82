using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is ended by SIGKILL while people answer: each answer that was acknowledged is there, with the word to whoever asked, and each once.</summary>
public sealed class KillDuringTasksTests
{
    private const int Asked = 240;
    private const int Kills = 6;
    private const int AtOnce = 8;
    private const int Seed = 20261123;
    private const string OperatorKey = "operator-key-for-this-test-only";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_WhilePeopleAnswer_NoAnswerIsLost_AndEachIsToldOnce()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false).With(
            "parley.yaml",
            "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\noperator-keys: [ { id: op, secret: env:OPERATOR_KEY } ]\n");
        Dictionary<string, string> environment = HttpEstate.Environment();
        environment["OPERATOR_KEY"] = OperatorKey;
        string store = Path.Combine(folder.Path, ".parley", "store.db");
        List<string> tasks = await GiveAsync(folder.Path, environment);
        await PassToAProcessAsync(store);

        Random random = new(Seed);
        HashSet<string> acknowledged = [];
        int unanswered = 0;
        ServerProcess server = await ServerProcess.StartAsync(folder.Path, environment);
        try
        {
            int each = Asked / Kills;
            for (int kill = 0; kill < Kills; kill++)
            {
                int calm = random.Next(1, each / AtOnce) * AtOnce;
                for (int i = 0; i < calm; i += AtOnce)
                {
                    acknowledged.UnionWith((await Task.WhenAll(tasks.Skip((kill * each) + i).Take(AtOnce).Select(t => AnswerAsync(server, t)))).OfType<string>());
                }

                Task<string?>[] last = [.. tasks.Skip((kill * each) + calm).Take(each - calm).Select(t => AnswerAsync(server, t))];
                await Task.Delay(random.Next(0, 30), Token);
                await server.KillAsync();
                string?[] met = await Task.WhenAll(last);
                acknowledged.UnionWith(met.OfType<string>());
                unanswered += met.Count(m => m is null);
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(folder.Path, environment);
            }

            // Whoever got no answer tries again: it is done, or has been.
            foreach (string task in tasks.Where(t => !acknowledged.Contains(t)))
            {
                await AnswerAsync(server, task);
            }

            JsonElement done = await CallAsync(server, HttpMethod.Get, $"/v1/tasks/{tasks[0]}", null) ?? default;
            Assert.Equal(tasks[0], done.GetProperty("answer").GetProperty("task").GetString());
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            await server.DisposeAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{acknowledged.Count} acknowledged, {unanswered} without an answer, {Kills} kills");
        Assert.True(unanswered > 0, "No kill met an answer under way: the test proves nothing.");
        await using SqliteConnection connection = await OpenAsync(store);
        Assert.Equal(Asked, await CountAsync(connection, "SELECT COUNT(*) FROM tasks WHERE status = 2 AND answer IS NOT NULL"));
        Assert.Equal(Asked, await CountAsync(connection, "SELECT COUNT(*) FROM task_answers a JOIN tasks t ON t.id = a.task WHERE a.origin = 'asker' AND a.taken IS NULL"));
        Assert.Equal(Asked, await CountAsync(connection, "SELECT COUNT(DISTINCT task) FROM task_answers"));
        Assert.Equal(Asked, await CountAsync(connection, "SELECT COUNT(*) FROM task_events WHERE kind = 'completed'"));
    }

    private static async Task<List<string>> GiveAsync(string folder, Dictionary<string, string> environment)
    {
        await using ServerProcess server = await ServerProcess.StartAsync(folder, environment);
        List<string> tasks = [];
        for (int i = 0; i < Asked; i++)
        {
            JsonElement given = await CallAsync(server, HttpMethod.Post, "/v1/tasks", $$$"""{"title":"t{{{i}}}","group":"officer","form":{"required":["task"]}}""") ?? default;
            tasks.Add(given.GetProperty("id").GetString()!);
        }

        Assert.Equal(0, await server.StopAsync());
        return tasks;
    }

    // As if a process had asked: only then is anybody told of the answers.
    private static async Task PassToAProcessAsync(string store)
    {
        await using SqliteConnection connection = await OpenAsync(store);
        await CountAsync(connection, "UPDATE tasks SET origin = 'asker'; SELECT 1");
    }

    private static async Task<string?> AnswerAsync(ServerProcess server, string task)
    {
        try
        {
            return await CallAsync(server, HttpMethod.Post, $"/v1/tasks/{task}/complete", $$$"""{"answer":{"task":"{{{task}}}"}}""") is null ? null : task;
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private static async Task<JsonElement?> CallAsync(ServerProcess server, HttpMethod method, string path, string? body)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(method, server.Address + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(request, Token);
        return response.IsSuccessStatusCode ? JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement : null;
    }

    private static async Task<SqliteConnection> OpenAsync(string path)
    {
        SqliteConnection store = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await store.OpenAsync(Token);
        return store;
    }

#pragma warning disable CA2100 // Constants of this test.
    private static async Task<long> CountAsync(SqliteConnection store, string sql)
    {
        await using SqliteCommand command = store.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Token), CultureInfo.InvariantCulture);
    }
#pragma warning restore CA2100
}
