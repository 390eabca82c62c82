using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Sessions and local administrators.</summary>
internal sealed partial class StoreReader
{
    private const string SessionColumns = "hash, issuer, person, name, organisation, roles, id_token, created, used, revoked";

    /// <summary>A session by the hash of its secret, or null. One of an administrator who has been disabled is not found.</summary>
    public async Task<SessionRow?> SessionAsync(byte[] hash, CancellationToken cancellationToken) => (await QueryAsync(
        $"""
        SELECT {SessionColumns} FROM sessions s WHERE hash = $1 AND (issuer <> 'local'
          OR EXISTS (SELECT 1 FROM administrators a WHERE 'local/' || a.name = s.person AND a.disabled IS NULL))
        """,
        ReadSession,
        cancellationToken,
        hash)).FirstOrDefault();

    /// <summary>A person's sessions that began after a moment and were not ended, new to old.</summary>
    public Task<List<SessionRow>> SessionsAsync(string issuer, string person, long after, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {SessionColumns} FROM sessions WHERE person = $1 AND issuer = $2 AND created > $3 AND revoked IS NULL ORDER BY created DESC LIMIT 100",
        ReadSession,
        cancellationToken,
        person,
        issuer,
        after);

    /// <summary>A local administrator, or null.</summary>
    public async Task<AdministratorRow?> AdministratorAsync(string name, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT name, password, created, disabled FROM administrators WHERE name = $1",
        r => new AdministratorRow(r.GetString(0), r.GetString(1), r.GetInt64(2), Long(r, 3)),
        cancellationToken,
        name)).FirstOrDefault();

    /// <summary>What commands did that is not in the ledger yet, in order of time.</summary>
    public Task<List<(long Id, long At, string Actor, string Outcome)>> AuthorityNotesAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, at, actor, outcome FROM authority_notes WHERE recorded = 0 ORDER BY at LIMIT 1000",
        r => (r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetString(3)),
        cancellationToken);

    private static SessionRow ReadSession(DbDataReader r) => new()
    {
        Hash = (byte[])r.GetValue(0),
        Issuer = r.GetString(1),
        Person = r.GetString(2),
        Name = r.GetString(3),
        Organisation = Text(r, 4),
        Roles = r.GetString(5),
        IdToken = Text(r, 6),
        Created = r.GetInt64(7),
        Used = r.GetInt64(8),
        Revoked = Long(r, 9),
    };
}
