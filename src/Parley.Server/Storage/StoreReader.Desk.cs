using System.Data.Common;
using Parley.Engine.Workspace;

namespace Parley.Server.Storage;

/// <summary>Questions of the exception desk.</summary>
internal sealed partial class StoreReader
{
    private const string Cases =
        """
        FROM exceptions e LEFT JOIN exchanges x ON x.id = e.exchange LEFT JOIN deliveries d ON d.exchange = e.exchange AND d.n = e.n
          LEFT JOIN cases c ON c.exception = e.id
        """;

    private static readonly string s_caseColumns = string.Join(", ", ExceptionColumns.Split(',').Select(c => "e." + c.Trim()))
        + ", x.type, x.subject_type, d.recipient, d.type, c.lock_by, c.lock_until, c.assignee, x.reference, x.sealed";

    /// <summary>An exception as a case, or null.</summary>
    public async Task<CaseRow?> CaseAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {s_caseColumns} {Cases} WHERE e.id = $1", ReadCase, cancellationToken, id)).FirstOrDefault();

    /// <summary>Cases from new to old.</summary>
    public Task<List<CaseRow>> CasesAsync(CaseFilter filter, int limit, CancellationToken cancellationToken)
    {
        Conditions where = new Conditions().And($"e.id < {filter.Before}").AndIs("e.source", filter.System).AndIs("e.code", filter.Code)
            .AndIs("e.status", (int?)filter.Status).AndIn("c.assignee", filter.Assignees);
        if (filter.From != 0)
        {
            where.And($"e.id >= {filter.From}");
        }

        if (filter.ResolvedSince is { } since)
        {
            where.And($"e.resolved >= {since}");
        }

        if (filter.Within is { } within)
        {
            where.And($"({Conditions.OneOf("e.owner", within)} OR {Conditions.OneOf("e.source", within)})");
        }

        if (filter.Unassigned)
        {
            where.AndAlso("c.assignee IS NULL");
        }

        return QueryAsync($"SELECT {s_caseColumns} {Cases} WHERE {where} ORDER BY e.id DESC LIMIT {limit}", ReadCase, cancellationToken, where.Values);
    }

    /// <summary>What was said and done about an exception, in order.</summary>
    public Task<List<CaseNoteRow>> CaseNotesAsync(long exception, CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, exception, exchange, at, by_whom, kind, about, text FROM case_notes WHERE exception = $1 ORDER BY id",
        r => new CaseNoteRow(
            r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetString(4), r.GetString(5), Text(r, 6), SealedText.Open(keys, SealedPlace.Reason, Text(r, 7))),
        cancellationToken,
        exception);

    /// <summary>The corrected versions made for an exception, in order.</summary>
    public Task<List<CorrectionRow>> CorrectionsAsync(long exception, CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, exception, exchange, version, at, by_whom, fields, reason, content, sha256 FROM corrections WHERE exception = $1 ORDER BY version",
        r => new CorrectionRow(
            r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), (int)r.GetInt64(3), r.GetInt64(4), r.GetString(5), r.GetString(6),
            SealedText.Open(keys, SealedPlace.Reason, Text(r, 7)), Long(r, 8), (byte[])r.GetValue(9)),
        cancellationToken,
        exception);

    /// <summary>What supervisors found of exceptions that were resolved since a moment, microseconds since 1970.</summary>
    public Task<List<SampleRow>> SamplesAsync(long since, CancellationToken cancellationToken) => QueryAsync(
        "SELECT exception, resolved, at, by_whom, agrees FROM samples WHERE resolved >= $1 ORDER BY at",
        r => new SampleRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), r.GetInt64(4) != 0),
        cancellationToken,
        since);

    /// <summary>How many exchanges began since a key, by source; within some systems.</summary>
    public Task<List<(string System, long Count)>> ExchangeCountsAsync(long from, IReadOnlyCollection<string>? within, CancellationToken cancellationToken)
    {
        List<object?> values = [from];
        string mine = within is null ? "" : " AND " + In("system", within, values);
        return QueryAsync(
            $"SELECT system, COUNT(*) FROM exchanges WHERE id >= $1{mine} GROUP BY system", r => (r.GetString(0), r.GetInt64(1)), cancellationToken, [.. values]);
    }

    /// <summary>Whether the text of a workspace's version is kept.</summary>
    public async Task<bool> HasVersionFilesAsync(long version, CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT 1 FROM version_files WHERE version = $1 LIMIT 1", r => r.GetInt64(0), cancellationToken, version)).Count > 0;

    /// <summary>The text of a workspace's version; nothing when it was not kept.</summary>
    public Task<List<WorkspaceFile>> VersionFilesAsync(long version, CancellationToken cancellationToken) => QueryAsync(
        "SELECT v.path, f.content FROM version_files v JOIN workspace_files f ON f.hash = v.hash WHERE v.version = $1 ORDER BY v.path",
        r => new WorkspaceFile(r.GetString(0), (byte[])r.GetValue(1)),
        cancellationToken,
        version);

    private CaseRow ReadCase(DbDataReader r) => new(ReadException(r), Text(r, 19), Text(r, 20), Text(r, 21), Text(r, 22), Text(r, 23), Long(r, 24), Text(r, 25))
    {
        Reference = SealedFields.Texts(keys.Open(SealedPlace.Exchange, Bytes(r, 27)), 5)[2] ?? Text(r, 26),
    };
}
