using Npgsql;
using Xunit;

namespace Parley.Server.Tests.Support;

/// <summary>Databases of their own for tests on PostgreSQL.</summary>
internal static class PostgresDatabase
{
    private static readonly HashSet<string> s_made = [];

    /// <summary>The connection string of a database of this name, made when it is first asked for; skips the test without a server.</summary>
    public static string Database(string name)
    {
        string? server = Environment.GetEnvironmentVariable("PARLEY_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "PARLEY_TEST_POSTGRES is not set.");
        lock (s_made)
        {
            if (s_made.Add(name))
            {
                using NpgsqlConnection connection = new(server);
                connection.Open();
                using NpgsqlCommand command = connection.CreateCommand();
                command.CommandText = $"CREATE DATABASE {name}";
                command.ExecuteNonQuery();
            }
        }

        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 }.ToString();
    }
}
