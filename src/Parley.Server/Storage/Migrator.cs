using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace Parley.Server.Storage;

/// <summary>Brings a store to the schema of this version by running the numbered scripts it has not seen. Forward only.</summary>
internal static class Migrator
{
    private const string Prefix = "migrations/";

    /// <summary>Runs what is missing, each script in a transaction of its own.</summary>
    public static async Task RunAsync(Dialect dialect, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await dialect.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, null, $"CREATE TABLE IF NOT EXISTS migrations (number {dialect.Long} PRIMARY KEY)", cancellationToken);
        HashSet<long> seen = await SeenAsync(connection, cancellationToken);
        foreach ((long number, string script) in Scripts().Where(s => !seen.Contains(s.Number)))
        {
            await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            string sql = script.Replace("{{long}}", dialect.Long, StringComparison.Ordinal).Replace("{{blob}}", dialect.Blob, StringComparison.Ordinal);
            await ExecuteAsync(connection, transaction, sql, cancellationToken);
            await ExecuteAsync(connection, transaction, $"INSERT INTO migrations (number) VALUES ({number})", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static IEnumerable<(long Number, string Script)> Scripts()
    {
        Assembly assembly = typeof(Migrator).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            yield return (long.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }

    private static async Task<HashSet<long>> SeenAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT number FROM migrations";
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        HashSet<long> seen = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            seen.Add(reader.GetInt64(0));
        }

        return seen;
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Scripts are part of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
