using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Access;

/// <summary>The sessions of people who are signed in: kept in the store, known to the browser by 256 random bits alone.</summary>
internal sealed class Sessions(Store store, WorkspaceHost workspace, AccessLedger ledger, ServerOptions options)
{
    private const int SecretBytes = 32;
    private static readonly TimeSpan s_touchEvery = TimeSpan.FromMinutes(1);

    private SessionRules Rules => workspace.Current.Workspace.Access.Sessions;

    /// <summary>Begins a session under a new secret; one that the browser held before is ended, so that nobody can have prepared it.</summary>
    /// <returns>The secret for the browser.</returns>
    public async Task<string> BeginAsync(PersonIdentity identity, string issuer, string? idToken, string? before, CancellationToken cancellationToken)
    {
        long now = Clock.Microseconds(options.Time);
        if (before is not null)
        {
            await store.WriteAsync(new StatementWork(Statements.RevokeSession, Hash(before), now), cancellationToken);
        }

        string secret = NewSecret();
        StatementWork work = new(
            Statements.InsertSession, Hash(secret), issuer, identity.Person, identity.Name, identity.Organisation, string.Join(' ', identity.Roles), idToken, now);
        await ledger.WriteAsync(work, $"person:{identity.Person}", identity.Organisation, "signed-in", cancellationToken);
        return secret;
    }

    /// <summary>The session of a secret, when it is in force; using it keeps it from idling out.</summary>
    public async Task<OpenSession?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (secret.Length is < 40 or > 64)
        {
            return null;
        }

        SessionRow? row = await store.Reader.SessionAsync(Hash(secret), cancellationToken);
        long now = Clock.Microseconds(options.Time);
        if (row is null || !IsInForce(row, now))
        {
            return null;
        }

        if (now - row.Used > Clock.Microseconds(s_touchEvery))
        {
            await store.WriteAsync(new StatementWork(Statements.TouchSession, row.Hash, now), cancellationToken);
        }

        return new OpenSession(row, secret);
    }

    /// <summary>The sessions in force of the person whose session this is.</summary>
    public async Task<List<SessionRow>> OfSamePersonAsync(SessionRow row, CancellationToken cancellationToken)
    {
        long now = Clock.Microseconds(options.Time);
        List<SessionRow> rows = await store.Reader.SessionsAsync(row.Issuer, row.Person, now - Clock.Microseconds(Rules.Absolute), cancellationToken);
        return [.. rows.Where(r => IsInForce(r, now))];
    }

    /// <summary>Ends a session.</summary>
    public Task EndAsync(SessionRow row, CancellationToken cancellationToken) => ledger.WriteAsync(
        new StatementWork(Statements.RevokeSession, row.Hash, Clock.Microseconds(options.Time)), $"person:{row.Person}", row.Organisation, "signed-out", cancellationToken);

    /// <summary>Forgets sessions that ended long ago.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => store.WriteAsync(
        new StatementWork(Statements.DropSessions, Clock.Microseconds(options.Time) - Clock.Microseconds(TimeSpan.FromDays(2))), cancellationToken);

    /// <summary>256 random bits, as cookies and addresses can carry them.</summary>
    public static string NewSecret() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>By what a secret is known where it is kept.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private bool IsInForce(SessionRow row, long now) => row.Revoked is null
        && now < row.Created + Clock.Microseconds(Rules.Absolute)
        && now < row.Used + Clock.Microseconds(Rules.Idle)
        && (row.Issuer == SessionRow.LocalIssuer || row.Issuer == workspace.Current.Workspace.Access.Provider?.Issuer);
}
