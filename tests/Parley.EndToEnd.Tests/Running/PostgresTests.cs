using Npgsql;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>The same journey with the store in PostgreSQL.</summary>
public sealed class PostgresTests
{
    [Fact]
    public async Task Run_OnPostgres_DeliversAndGoesOnAfterAKill()
    {
        string database = await MakeDatabaseAsync();
        using TemporaryFolder folder = HttpEstate.Create(storage: "{ postgres: env:STORE }", gammaTakes: false);
        await using Recipient beta = await new Recipient { Answer = static (_, _) => Task.FromResult((503, "")) }.StartAsync();
        Dictionary<string, string> environment = HttpEstate.Environment(beta: beta.Address);
        environment["STORE"] = database;
        using Depositor alpha = new("alpha", "incident");
        List<Answer> answers = [];

        await using (ServerProcess first = await ServerProcess.StartAsync(folder.Path, environment))
        {
            for (int i = 1; i <= 20; i++)
            {
                answers.Add(await alpha.DepositAsync(first.Address, HttpEstate.Incident($"P-{i}", "kept in PostgreSQL"), $"key-{i}"));
            }

            await first.KillAsync();
        }

        beta.Answer = static (_, _) => Task.FromResult((204, ""));
        await using ServerProcess second = await ServerProcess.StartAsync(folder.Path, environment);
        Answer repeat = await alpha.DepositAsync(second.Address, HttpEstate.Incident("P-1", "kept in PostgreSQL"), "key-1");
        await beta.HasAsync(20, TimeSpan.FromSeconds(60));

        Assert.All(answers, a => Assert.Equal(202, a.Status));
        Assert.True(repeat.IsRepeat, repeat.Body);
        Assert.Equal(answers[0].Exchange, repeat.Exchange);
        Assert.Equal(20, beta.Taken.Count);
        Assert.Empty(beta.Faults);
    }

    private static async Task<string> MakeDatabaseAsync()
    {
        string? server = Environment.GetEnvironmentVariable("PARLEY_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "PARLEY_TEST_POSTGRES is not set.");
        string name = $"run{Environment.ProcessId}_{Random.Shared.Next():x}";
        await using NpgsqlConnection connection = new(server);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 }.ToString();
    }
}
