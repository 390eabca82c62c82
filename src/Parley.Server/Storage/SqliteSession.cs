using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage;

/// <summary>SQLite: each statement is prepared once and run at once.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : StoreSession
{
    private readonly Dictionary<int, SqliteCommand> _prepared = [];
    private readonly SqliteCommand _begin = Make(connection, "BEGIN IMMEDIATE");
    private readonly SqliteCommand _commit = Make(connection, "COMMIT");
    private readonly SqliteCommand _rollback = Make(connection, "ROLLBACK");

    public override void Begin() => _begin.ExecuteNonQuery();

    public override void Execute(Statement statement, params ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(statement.Index, out SqliteCommand? command))
        {
            command = Make(connection, statement.Sql);
            for (int i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
            }

            _prepared.Add(statement.Index, command);
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    public override void Commit() => _commit.ExecuteNonQuery();

    public override void Rollback()
    {
        try
        {
            _rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself when the disk was full; there is then no transaction to end.
        }
    }

    /// <summary>A local commit either took effect or did not, and its answer cannot get lost on the way.</summary>
    public override bool MayHaveCommitted(Exception failure) => false;

    public override void Dispose()
    {
        foreach (SqliteCommand command in _prepared.Values)
        {
            command.Dispose();
        }

        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        connection.Dispose();
    }

    private static SqliteCommand Make(SqliteConnection connection, string sql)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the constants of Statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
