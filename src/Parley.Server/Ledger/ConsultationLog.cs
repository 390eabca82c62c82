using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Evidence;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>Records that content was read, before it is handed out.</summary>
internal sealed class ConsultationLog(Store store, ServerOptions options)
{
    private const int MostRemembered = 10_000;

    private static readonly TimeSpan s_once = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Caller, string What), long> _recent = new();

    /// <summary>
    /// Records a consultation and waits until it is durable. The same content to the same caller, for the same person, purpose and reason, within a minute is one
    /// consultation.
    /// </summary>
    /// <param name="context">The request; its headers may give purpose and reason.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="exchange">The exchange whose content is read, or null.</param>
    /// <param name="content">What is read, as it now stands: an entity tag.</param>
    /// <param name="outcome">What it was for, one word.</param>
    /// <param name="subjects">The subjects' hashes; null when the exchange says it.</param>
    /// <param name="sha256">The SHA-256 of what is read; none where it has none of its own.</param>
    public async Task RecordAsync(
        HttpContext context, Caller caller, string? exchange, string content, string outcome, IReadOnlyList<ulong>? subjects = null, byte[]? sha256 = null)
    {
        string? reason = ReasonOf(context, caller);
        string? purpose = StatedReason.PurposeOf(context);
        long now = options.Time.GetTimestamp();
        (string, string) once = ($"{caller.Name}\n{caller.Person}", $"{content}\n{purpose}\n{reason}");
        if (_recent.TryGetValue(once, out long before) && options.Time.GetElapsedTime(before, now) < s_once)
        {
            return;
        }

        await store.WriteAsync(
            new LedgerWork(new LedgerEntry
            {
                Action = LedgerAction.Consultation,
                At = Clock.Microseconds(options.Time),
                Actor = caller.Actor,
                OnBehalfOf = caller.OnBehalfOf,
                Organisation = caller.Organisation ?? options.Workspace.Installation.Organisation,
                Purpose = purpose,
                Reason = reason,
                Exchange = exchange,
                Content = sha256,
                Subjects = subjects ?? [],
                Outcome = outcome,
            }),
            context.RequestAborted);
        Remember(once, now);
    }

    /// <summary>The reason that a request gives; null for none.</summary>
    /// <exception cref="ProblemException">A person must give one and does not (400).</exception>
    public string? ReasonOf(HttpContext context, Caller caller)
    {
        string? reason = StatedReason.ReasonOf(context);
        return reason is not null || caller.Person is null || !options.Workspace.Installation.Ledger.ReasonRequired
            ? reason
            : throw new ProblemException(new Problem(400, LedgerIssues.ReasonMissing, "A person reads this and gives no reason.", "header Parley-Reason"));
    }

    /// <summary>The reason that a request gives, for what needs none; null for none.</summary>
    public static string? GivenReason(HttpContext context) => StatedReason.ReasonOf(context);

    private void Remember((string Caller, string What) once, long now)
    {
        if (_recent.Count >= MostRemembered)
        {
            _recent.Clear();
        }

        _recent[once] = now;
    }
}
