using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about exceptions; those of the desk stand apart.</summary>
internal sealed partial class StoreReader
{
    private const string ExceptionColumns =
        """
        id, exchange, n, opened, severity, status, source, owner, organisation, code, what, why, remedy, issues, resolved, resolved_by, reason,
        replacement, sealed
        """;

    /// <summary>An exception, or null.</summary>
    public async Task<ExceptionRow?> ExceptionAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {ExceptionColumns} FROM exceptions WHERE id = $1", ReadException, cancellationToken, id)).FirstOrDefault();

    /// <summary>The exceptions of an exchange.</summary>
    public Task<List<ExceptionRow>> ExceptionsOfAsync(long exchange, CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {ExceptionColumns} FROM exceptions WHERE exchange = $1 ORDER BY id", ReadException, cancellationToken, exchange);

    /// <summary>Exceptions from new to old; within some systems, those they must act on and those of their own messages.</summary>
    public Task<List<ExceptionRow>> ExceptionsAsync(
        IReadOnlyCollection<string>? within, ExceptionStatus? status, long before, int limit, CancellationToken cancellationToken)
    {
        Conditions where = new Conditions().And($"id < {before}").AndIs("status", (int?)status);
        if (within is not null)
        {
            where.And($"({Conditions.OneOf("owner", within)} OR {Conditions.OneOf("source", within)})");
        }

        return QueryAsync($"SELECT {ExceptionColumns} FROM exceptions WHERE {where} ORDER BY id DESC LIMIT {limit}", ReadException, cancellationToken, where.Values);
    }

    /// <summary>How many exceptions are open.</summary>
    public async Task<long> OpenExceptionsAsync(CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT COUNT(*) FROM exceptions WHERE status = 0", r => r.GetInt64(0), cancellationToken))[0];

    private ExceptionRow ReadException(DbDataReader r)
    {
        string?[] quoted = SealedFields.Texts(keys.Open(SealedPlace.Exception, Bytes(r, 18)), 2);
        return new()
        {
            Id = r.GetInt64(0),
            Exchange = r.GetInt64(1),
            N = (int?)Long(r, 2),
            Opened = r.GetInt64(3),
            Severity = r.GetString(4),
            Status = (ExceptionStatus)r.GetInt64(5),
            Source = r.GetString(6),
            Owner = r.GetString(7),
            Organisation = r.GetString(8),
            Code = r.GetString(9),
            What = r.GetString(10),
            Why = quoted[0] ?? r.GetString(11),
            Remedy = r.GetString(12),
            Issues = quoted[1] ?? Text(r, 13),
            Resolved = Long(r, 14),
            ResolvedBy = Text(r, 15),
            Reason = SealedText.Open(keys, SealedPlace.Reason, Text(r, 16)),
            Replacement = Long(r, 17),
            Key = Bytes(r, 18) is byte[] bytes ? ContentKey.NumberOf(bytes) : null,
        };
    }
}
