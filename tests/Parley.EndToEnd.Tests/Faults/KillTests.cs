using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;
using Parley.EndToEnd.Tests.Support;
using Parley.Engine.Workspace;
using Parley.Server.Ledger;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is ended by SIGKILL again and again under load: nothing acknowledged is lost, turned round or done twice.</summary>
public sealed partial class KillTests
{
    private const int Depositors = 16;
    private const int Seed = 20260301;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Kill_TwentyTimesDuringTenThousandDepositsOnSqlite_EverythingOnceAndInOrder()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false);
        await KillAsync(folder, HttpEstate.Environment(), kills: 20, messages: 10_000);
    }

    [Fact]
    public async Task Kill_FiveTimesDuringTwoThousandDepositsOnPostgres_EverythingOnceAndInOrder()
    {
        string? server = Environment.GetEnvironmentVariable("PARLEY_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "PARLEY_TEST_POSTGRES is not set.");
        string name = $"parley_kill_{Environment.ProcessId}";
        using TemporaryFolder folder = HttpEstate.Create(storage: "{ postgres: env:PARLEY_STORE }", gammaTakes: false);
        Dictionary<string, string> environment = HttpEstate.Environment();
        environment["PARLEY_STORE"] = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 }.ToString();
        await OrderAsync(server, $"CREATE DATABASE {name}");
        try
        {
            await KillAsync(folder, environment, kills: 5, messages: 2000);
        }
        finally
        {
            await OrderAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    private static async Task KillAsync(TemporaryFolder folder, Dictionary<string, string> environment, int kills, int messages)
    {
        // Now and then slow, so that a message that overtakes another of its record is seen to.
        await using Recipient beta = await new Recipient
        {
            Answer = async (delivered, cancellation) =>
            {
                await Task.Delay(delivered.Body.Contains("7</Narrative>", StringComparison.Ordinal) ? 20 : 0, cancellation);
                return (204, "");
            },
        }.StartAsync();
        environment["BETA_URL"] = beta.Address;
        using LoadRun load = new(Depositors, messages / Depositors, recordsEach: 2);
        Random random = new(Seed);
        int[] points = [.. Enumerable.Range(0, kills).Select(_ => random.Next(1, load.Total)).Order()];

        ServerProcess server = await ServerProcess.StartAsync(folder.Path, environment);
        try
        {
            load.ServerIs(server.Address);
            Task running = load.RunAsync();
            foreach (int point in points)
            {
                await load.ReachedAsync(point);

                // An acknowledgement follows a commit; the delay makes the kill fall anywhere between two commits, and into one.
                await Task.Delay(random.Next(0, 25), TestContext.Current.CancellationToken);
                load.ServerGoes();
                await server.KillAsync();
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(folder.Path, environment);
                load.ServerIs(server.Address);
            }

            await running.WaitAsync(Patience, TestContext.Current.CancellationToken);
            await beta.HasAsync(load.Total, Patience);
            await AssertRepeatsAsync(load, server.Address, random, messages);
            int exit = await server.StopAsync();
            Assert.True(exit == 0, $"exit code {exit}: {server.Log}");
        }
        finally
        {
            await server.DisposeAsync();
        }

        string[] texts = [.. beta.Taken.Select(d => Narrative().Match(d.Body).Groups[1].Value)];
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{load.Acknowledged} acknowledged, {load.Repeated} repeated by the depositors, {beta.Requests - texts.Length} repeated to the recipient, {kills} kills");
        Assert.Equal(load.Total, load.Acknowledged);
        Assert.Equal(load.Total, texts.Length);
        Assert.Equal(load.Total, load.Exchanges.Values.Distinct().Count());
        Assert.Empty(beta.Faults);
        Assert.True(load.Repeated > 0, "No kill met a deposit under way: the test proves nothing.");
        load.AssertComplete(texts);
        await AssertLedgerAsync(folder.Path, environment, [.. load.Exchanges.Values]);
    }

    /// <summary>No gap, nothing unsealed after an orderly end, and for every acknowledged exchange its collection and its disclosure.</summary>
    private static async Task AssertLedgerAsync(string folder, Dictionary<string, string> environment, HashSet<string> exchanges)
    {
        await using StoredLedger ledger = environment.TryGetValue("PARLEY_STORE", out string? connection)
            ? StoredLedger.Open(new StorageDefinition("postgres", null, new SecretReference("file", await SecretAsync(folder, connection))), folder)
            : StoredLedger.OpenFile(Path.Combine(folder, ".parley", "store.db"));
        LedgerReport report = await ledger.VerifyAsync(await ledger.KeysAsync(TestContext.Current.CancellationToken), null, TestContext.Current.CancellationToken);
        Assert.Empty(report.Findings);
        Assert.Equal(0, report.Unsealed);

        using MemoryStream export = new();
        await ledger.ExportAsync(export, TestContext.Current.CancellationToken);
        ILookup<string?, string?> entries = System.Text.Encoding.UTF8.GetString(export.ToArray()).Split('\n')
            .Where(l => l.StartsWith("{\"action\"", StringComparison.Ordinal))
            .Select(l => JsonNode.Parse(l)!)
            .ToLookup(e => e["action"]?.ToString(), e => e["exchange"]?.ToString());
        Assert.Empty(exchanges.Except(entries["collection"].OfType<string>()));
        Assert.Empty(exchanges.Except(entries["disclosure"].OfType<string>()));
        Assert.Equal(exchanges.Count, entries["collection"].Count());
    }

    private static async Task<string> SecretAsync(string folder, string connection)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "store.secret"), connection, TestContext.Current.CancellationToken);
        return "store.secret";
    }

    /// <summary>Messages of any age, sent again, are answered as they were the first time.</summary>
    private static async Task AssertRepeatsAsync(LoadRun load, string address, Random random, int messages)
    {
        for (int i = 0; i < 50; i++)
        {
            int depositor = random.Next(Depositors);
            int n = random.Next(messages / Depositors);
            Answer again = await load.RepeatAsync(address, depositor, n);
            Assert.True(again.IsRepeat, again.Body);
            Assert.Equal(load.Exchanges[load.Text(depositor, n)], again.Exchange);
        }
    }

    private static async Task OrderAsync(string server, string sql)
    {
        await using NpgsqlConnection connection = new(server);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
#pragma warning disable CA2100 // The name is the test's own.
        await using NpgsqlCommand command = new(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("<Narrative>(.*)</Narrative>")]
    private static partial Regex Narrative();
}
