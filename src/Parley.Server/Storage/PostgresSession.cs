using Npgsql;

namespace Parley.Server.Storage;

/// <summary>PostgreSQL: statements are queued and sent as one batch, which is one implicit transaction and one round trip.</summary>
internal sealed class PostgresSession(NpgsqlDataSource source, Action<NpgsqlConnection> claim) : StoreSession
{
    private NpgsqlConnection? _connection;
    private NpgsqlBatch? _batch;

    public override void Begin()
    {
        Open();
        _batch?.Dispose();
        _batch = _connection!.CreateBatch();
    }

    /// <summary>Connects and claims the store, unless that is done.</summary>
    public void Open()
    {
        if (_connection is not { State: System.Data.ConnectionState.Open })
        {
            _connection?.Dispose();
            _connection = null;
            NpgsqlConnection opened = source.OpenConnection();
            claim(opened);
            _connection = opened;
        }
    }

    public override void Execute(Statement statement, params ReadOnlySpan<SqlValue> values)
    {
        NpgsqlBatchCommand command = new(statement.Sql);
        foreach (SqlValue value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value.Boxed });
        }

        _batch!.BatchCommands.Add(command);
    }

    public override void Commit()
    {
        if (_batch!.BatchCommands.Count > 0)
        {
            _batch.ExecuteNonQuery();
        }
    }

    public override void Rollback()
    {
        _batch?.Dispose();
        _batch = null;
    }

    /// <remarks>
    /// Not so for the ledger: its places are counted from what is stored and not given out once, so a place that is taken says that the count was
    /// behind, not that this work is stored.
    /// </remarks>
    public override bool MayHaveCommitted(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: not "ledger_batches" };

    public override long LedgerHead()
    {
        using NpgsqlCommand command = new(Statements.SelectLedgerHead, _connection);
        return command.ExecuteScalar() is long head ? head : 0;
    }

    public override void Dispose()
    {
        _batch?.Dispose();
        _connection?.Dispose();
    }
}
