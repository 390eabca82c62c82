using System.Data.Common;
using System.Security.Cryptography;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Access;

/// <summary>
/// Local administrators, for first use and for the day the provider fails. Written straight to the store by a command, with or without a server running: that is who
/// may read the store's file or knows its connection string, and so has all power already. The server puts what was done into the ledger.
/// </summary>
public sealed class LocalAdministrators : IAsyncDisposable
{
    private readonly Dialect _dialect;
    private readonly TimeProvider _time;

    private LocalAdministrators(Dialect dialect, TimeProvider time) => (_dialect, _time) = (dialect, time);

    /// <summary>Opens the store of a workspace, and makes it when there is none.</summary>
    /// <exception cref="ServerStartException">The store cannot be used.</exception>
    public static async Task<LocalAdministrators> OpenAsync(LoadedWorkspace workspace, string root, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(time);
        try
        {
            Dialect dialect = StorageModule.MakeDialect(workspace.Installation.Storage, new Secrets(root), claim: false);
            await Migrator.RunAsync(dialect, cancellationToken);
            return new LocalAdministrators(dialect, time);
        }
        catch (Exception failure) when (failure is DbException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new ServerStartException($"the store cannot be used: {failure.Message}", failure);
        }
    }

    /// <summary>What is wrong with a name and a password; null when nothing is.</summary>
    public static string? Fault(string name, string password)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(password);
        return !YamlForms.IsName(name) ? $"'{name}' is no name: a-z, 0-9 and -, at most 64 characters"
            : PasswordRules.Fault(password, name) is string fault ? $"the password cannot be used: {fault}" : null;
    }

    /// <summary>Makes an administrator, or gives one that exists another password and enables it again.</summary>
    /// <returns>True when it is new.</returns>
    public Task<bool> CreateAsync(string name, string password, string by, CancellationToken cancellationToken) =>
        CreateAsync(name, password, by, PasswordHash.Rounds, cancellationToken);

    /// <summary>As the other, with fewer rounds for tests that sign in often.</summary>
    internal async Task<bool> CreateAsync(string name, string password, string by, int rounds, CancellationToken cancellationToken)
    {
        if (Fault(name, password) is string fault)
        {
            throw new ArgumentException(fault, nameof(name));
        }

        string hash = PasswordHash.Make(password, rounds);
        await using DbConnection connection = await _dialect.OpenAsync(cancellationToken);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        bool isNew = await ExecuteAsync(transaction, "UPDATE administrators SET password = $2, disabled = NULL WHERE name = $1", cancellationToken, name, hash) == 0;
        if (isNew)
        {
            await ExecuteAsync(transaction, "INSERT INTO administrators (name, password, created) VALUES ($1, $2, $3)", cancellationToken, name, hash, Clock.Microseconds(_time));
        }

        await EndSessionsAsync(transaction, name, cancellationToken);
        await NoteAsync(transaction, by, $"administrator {name} {(isNew ? "created" : "given another password")}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isNew;
    }

    /// <summary>Disables an administrator and ends its sessions at once.</summary>
    /// <returns>False when there is none of this name that is enabled.</returns>
    public async Task<bool> DisableAsync(string name, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        await using DbConnection connection = await _dialect.OpenAsync(cancellationToken);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        int changed = await ExecuteAsync(
            transaction, "UPDATE administrators SET disabled = $2 WHERE name = $1 AND disabled IS NULL", cancellationToken, name, Clock.Microseconds(_time));
        if (changed > 0)
        {
            await EndSessionsAsync(transaction, name, cancellationToken);
            await NoteAsync(transaction, by, $"administrator {name} disabled", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return changed > 0;
    }

    /// <summary>All administrators by name.</summary>
    public async Task<IReadOnlyList<LocalAdministrator>> ListAsync(CancellationToken cancellationToken)
    {
        await using DbConnection connection = await _dialect.OpenAsync(cancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT name, created, disabled FROM administrators ORDER BY name";
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<LocalAdministrator> found = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new LocalAdministrator(reader.GetString(0), Clock.Moment(reader.GetInt64(1)), reader.IsDBNull(2) ? null : Clock.Moment(reader.GetInt64(2))));
        }

        return found;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _dialect.DisposeAsync();

    private Task<int> EndSessionsAsync(DbTransaction transaction, string name, CancellationToken cancellationToken) => ExecuteAsync(
        transaction,
        "UPDATE sessions SET revoked = $2 WHERE issuer = 'local' AND person = $1 AND revoked IS NULL",
        cancellationToken,
        People.LocalPrefix + name,
        Clock.Microseconds(_time));

    private Task<int> NoteAsync(DbTransaction transaction, string by, string outcome, CancellationToken cancellationToken) => ExecuteAsync(
        transaction,
        "INSERT INTO authority_notes (id, at, actor, outcome, recorded) VALUES ($1, $2, $3, $4, 0)",
        cancellationToken,
        BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue,
        Clock.Microseconds(_time),
        by,
        outcome);

    private static async Task<int> ExecuteAsync(DbTransaction transaction, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using DbCommand command = StoreReader.Make(transaction.Connection!, sql, values);
        command.Transaction = transaction;
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
