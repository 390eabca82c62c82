using Microsoft.Data.Sqlite;

namespace Parley.Bench.Processes;

/// <summary>Fills a store with ended instances: those that it has, again and again, each time with identifiers of an earlier time.</summary>
internal static class StoredProcesses
{
    private const string Copy = """
        INSERT INTO processes (id, definition, name, status, pending, started, changed, parent, parent_key, parked, key_no, sealed)
        SELECT id - $1, definition, name, status, pending, started, changed, parent, parent_key, parked, key_no, sealed
        FROM processes WHERE status >= 4 AND id >= $2 ORDER BY id LIMIT $3
        """;

    /// <summary>Fills the store of a server that has stopped.</summary>
    /// <param name="file">The store.</param>
    /// <param name="count">How many ended instances it shall have more.</param>
    public static void Fill(string file, int count)
    {
        using SqliteConnection connection = new($"Data Source={file};Pooling=False");
        connection.Open();
        (long first, long last) = (Number(connection, "SELECT min(id) FROM processes"), Number(connection, "SELECT max(id) FROM processes"));
        long span = last - first + 1;
        for (int done = 0, copy = 1; done < count; copy++)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = Copy;
            command.Parameters.AddWithValue("$1", copy * span);
            command.Parameters.AddWithValue("$2", first);
            command.Parameters.AddWithValue("$3", count - done);
            int added = command.ExecuteNonQuery();
            transaction.Commit();
            done += added > 0 ? added : throw new InvalidOperationException("No instance has ended that could be stored again.");
        }
    }

    private static long Number(SqliteConnection connection, string query)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = query;
        return (long)command.ExecuteScalar()!;
    }
}
