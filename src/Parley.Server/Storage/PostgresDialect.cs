using System.Data.Common;
using Npgsql;

namespace Parley.Server.Storage;

/// <summary>The store in PostgreSQL.</summary>
internal sealed class PostgresDialect : Dialect
{
    /// <summary>The key of the advisory lock that the writer holds ("parley" in ASCII).</summary>
    private const long WriterLock = 0x7061726c6579;

    private readonly NpgsqlDataSource _source;

    public PostgresDialect(string connectionString)
    {
        NpgsqlConnectionStringBuilder builder = new(connectionString);
        if (builder.MaxAutoPrepare == 0)
        {
            builder.MaxAutoPrepare = 64;
            builder.AutoPrepareMinUsages = 2;
        }

        _source = NpgsqlDataSource.Create(builder);
    }

    public override string Long => "BIGINT";

    public override string Blob => "BYTEA";

    /// <inheritdoc/>
    public override string BeginSnapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken);

    public override StoreSession OpenSession()
    {
        PostgresSession session = new(_source, Claim);
        session.Open();
        return session;
    }

    /// <summary>Old versions of rows are left to vacuum.</summary>
    public override async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using DbConnection connection = await OpenAsync(cancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "VACUUM contents, exchanges, deliveries, attempts, exceptions";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private static void Claim(NpgsqlConnection connection)
    {
        using NpgsqlCommand command = new("SELECT pg_try_advisory_lock($1)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = WriterLock });
        if (command.ExecuteScalar() is not true)
        {
            connection.Dispose();
            throw new StoreUnavailableException("Another server uses the store.", null);
        }
    }
}
