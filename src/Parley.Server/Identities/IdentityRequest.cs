using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Dictionary;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>What every question about identities has alike: who asks, which record, as of when; and that who was shown whom is recorded before the answer.</summary>
internal sealed class IdentityRequest(RepositoryAccess access, IdentityKeeper keeper, Sights sights, ConsultationLog consultations, LedgerIdentity ledger)
{
    /// <summary>Whether all that was there before the start is linked.</summary>
    public bool IsComplete => keeper.Filled.IsCompletedSuccessfully;

    /// <summary>What the caller sees during this question. Soon after the start it waits a moment, so that the question needs not be asked twice.</summary>
    public async Task<Sight> OpenAsync(HttpContext context)
    {
        (Asker asker, long? asKnownAt) = (access.Require(context), RequestMoment.OfQuery(context, "asKnownAt"));
        await keeper.FilledSoonAsync(context.RequestAborted);
        return sights.Open(asker, asKnownAt);
    }

    /// <summary>The record of the address, which leads to its identity: named as the record (<c>k-</c>) or as the identity (<c>i-</c>).</summary>
    public static long RecordOf(HttpContext context)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        return PublicId.TryParse('k', id, out long record) || PublicId.TryParse('i', id, out record) ? record : throw NotFound(context);
    }

    /// <summary>A record of the query.</summary>
    public static long RecordOf(HttpContext context, string name) => PublicId.TryParse('k', context.Request.Query[name], out long record)
        ? record
        : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"'{name}' must be the id of a record such as k-0123456789abc.", $"query: {name}"));

    /// <summary>There is nothing that this caller may see.</summary>
    public static ProblemException NotFound(HttpContext context) =>
        new(new Problem(404, ServerIssues.NotFound, $"There is no '{context.Request.RouteValues["id"]}' that this caller may see.", "address: id"));

    /// <summary>Records who was shown what.</summary>
    public Task RecordAsync(HttpContext context, Sight sight, IEnumerable<SeenRecord> shown, string outcome)
    {
        SeenRecord[] records = [.. shown.DistinctBy(r => (r.Name, r.Exchange)).OrderBy(r => r.Name).ThenBy(r => r.Exchange)];
        string content = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{outcome} {string.Join(' ', records.Select(r => $"{r.Name}-{r.Exchange}"))}")));
        return consultations.RecordAsync(context, sight.Asker.Caller, null, content, outcome, [.. records.Select(SubjectOf).OfType<ulong>().Distinct()]);
    }

    private ulong? SubjectOf(SeenRecord seen)
    {
        StoredBundle stored = seen.Bundle.Stored;
        int place = stored.PlaceOf(seen.Name);
        Record whole = stored.Content.Records[place];
        return RecordKey.Of(whole) is string key ? ledger.Subjects.Hash(stored.Row.System, whole.Type.Name, key) : null;
    }
}
