using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is ended by SIGKILL, again and again, while it loads a file of history: each line is taken exactly once, and nothing is delivered.</summary>
public sealed class KillDuringLoadTests
{
    private const int Lines = 12_000;
    private const int Kills = 5;
    private const int Seed = 20261122;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_WhileLoading_EveryLineOnce()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false).With(
            "parley.yaml", "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\nrepository: true\n");
        await using Recipient beta = await new Recipient().StartAsync();
        Dictionary<string, string> environment = HttpEstate.Environment(beta: beta.Address);
        string file = Path.Combine(folder.Path, "history.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, Lines).Select(n => HttpEstate.Incident($"H-{n:00000}", "from the old system")), Token);
        Random random = new(Seed);
        List<long> met = [];
        string load;
        ServerProcess server = await ServerProcess.StartAsync(folder.Path, environment);
        try
        {
            // The first command is cut off with its server; what it had begun is found by another.
            Task<ParleyProcess> begun = LoadAsync(server, folder.Path, file, "--system", "alpha", "--type", "incident");
            load = (await UntilAsync(server, l => l["status"]!.ToString() is "running" or "done"))["id"]!.ToString();
            for (int kill = 0; kill < Kills; kill++)
            {
                long point = (Lines / (Kills + 1) * kill) + random.Next(200, Lines / (Kills + 1));
                JsonNode there = await UntilAsync(server, l => l["messages"]!.GetValue<long>() >= point || l["status"]!.ToString() == "done");
                await server.KillAsync();
                met.Add(there["status"]!.ToString() == "done" ? Lines : there["messages"]!.GetValue<long>());
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(folder.Path, environment);
            }

            Assert.NotEqual(0, (await begun).ExitCode);
            ParleyProcess report = await LoadAsync(server, folder.Path, "--resume", load);
            Assert.Equal((0, "done", Lines, Lines, 0L, 0L), (
                report.ExitCode, report.Json["status"]!.ToString(), report.Json["messages"]!.GetValue<int>(), report.Json["taken"]!.GetValue<int>(),
                report.Json["repeated"]!.GetValue<long>(), report.Json["refused"]!.GetValue<long>()));
            Assert.Contains($"{load}  done", report.Error, StringComparison.Ordinal);
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            await server.DisposeAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"killed after {string.Join(", ", met)} of {Lines} lines");
        Assert.True(met.Count(m => m < Lines) >= 3, "Most kills met a load that was done: the test proves little.");
        Assert.Equal(0, beta.Requests);
        await AssertStoreAsync(Path.Combine(folder.Path, ".parley", "store.db"));
    }

    private static async Task AssertStoreAsync(string path)
    {
        await using SqliteConnection store = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await store.OpenAsync(Token);
        Assert.Equal(Lines, await CountAsync(store, "SELECT COUNT(*) FROM exchanges WHERE via = 'load' AND status = 0"));
        Assert.Equal(Lines, await CountAsync(store, "SELECT COUNT(*) FROM load_lines l JOIN exchanges e ON e.id = l.exchange"));
        Assert.Equal(Lines, await CountAsync(store, "SELECT COUNT(DISTINCT line) FROM load_lines WHERE line BETWEEN 1 AND 20000"));
        Assert.Equal(Lines, await CountAsync(store, "SELECT COUNT(DISTINCT hex(sha256)) FROM exchanges"));
        Assert.Equal(0, await CountAsync(store, "SELECT COUNT(*) FROM deliveries"));
    }

#pragma warning disable CA2100 // Constants of this test.
    private static async Task<long> CountAsync(SqliteConnection store, string sql)
    {
        await using SqliteCommand command = store.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Token), CultureInfo.InvariantCulture);
    }
#pragma warning restore CA2100

    private static Task<ParleyProcess> LoadAsync(ServerProcess server, string folder, params string[] arguments) => ParleyProcess.RunInAsync(
        Patience, folder, null, new Dictionary<string, string> { ["PARLEY_KEY"] = HttpEstate.Key("alpha") }, ["load", .. arguments, "--server", server.Address]);

    private static async Task<JsonNode> UntilAsync(ServerProcess server, Func<JsonNode, bool> satisfied)
    {
        using HttpClient client = new();
        client.DefaultRequestHeaders.Authorization = new("Bearer", HttpEstate.Key("alpha"));
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            JsonNode loads = JsonNode.Parse(await client.GetStringAsync($"{server.Address}/v1/loads", patience.Token))!;
            if (loads["loads"]!.AsArray().FirstOrDefault() is JsonNode load && satisfied(load))
            {
                return load;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
