using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Dictionary;
using Parley.Server.Access;
using Parley.Server.Ledger;

namespace Parley.Server.Repository;

/// <summary>Records who was shown whom by a search, before the answer leaves.</summary>
internal sealed class SearchConsultation(ConsultationLog consultations, LedgerIdentity ledger)
{
    /// <summary>Records that a page is shown.</summary>
    /// <param name="context">The request.</param>
    /// <param name="asker">Who asks.</param>
    /// <param name="page">The page.</param>
    /// <param name="search">What tells this search from others.</param>
    /// <param name="outcome">What it was for, one word.</param>
    public Task RecordAsync(HttpContext context, Asker asker, IReadOnlyList<FoundRecord> page, string search, string outcome) =>
        consultations.RecordAsync(context, asker.Caller, null, Shown(page, search), outcome, SubjectsOf(page));

    /// <summary>Refuses a person who gives no reason, where the workspace asks for one.</summary>
    public void RequireReason(HttpContext context, Caller caller) => consultations.ReasonOf(context, caller);

    /// <summary>The subjects of some records, each hashed, once.</summary>
    public List<ulong> SubjectsOf(IReadOnlyList<FoundRecord> page)
    {
        List<ulong> subjects = [];
        foreach (FoundRecord found in page)
        {
            Record whole = found.Bundle.Stored.Content.Records[found.Row.Place];
            if (RecordKey.Of(whole) is string key)
            {
                subjects.Add(ledger.Subjects.Hash(found.Bundle.Stored.Row.System, whole.Type.Name, key));
            }
        }

        return [.. subjects.Distinct()];
    }

    private static string Shown(IReadOnlyList<FoundRecord> page, string search) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{search} {string.Join(' ', page.Select(f => f.IsLive ? f.Record : f.Row.Row))}")));
}
