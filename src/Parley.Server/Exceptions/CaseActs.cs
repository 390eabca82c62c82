using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Intake;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Carries out what a person does with an exception beside resolving it.</summary>
internal sealed class CaseActs(Store store, WorkspaceHost workspace, Disclosure disclosure, MessageCorrections corrections, ServerOptions options)
{
    /// <summary>Takes the lock for the workspace's time, or renews it.</summary>
    public Task ClaimAsync(Case one, Caller caller, CancellationToken cancellationToken)
    {
        long now = Now;
        long until = now + Clock.Microseconds(workspace.Current.Workspace.Desk.Lock);
        string by = CaseGate.NameOf(caller);
        bool isRenewal = one.HeldBy == by;
        (Statement, SqlValue[]) claim = (Statements.ClaimCase, [one.Exception.Id, by, until, now]);
        return isRenewal
            ? store.WriteAsync(new StatementWork(claim.Item1, claim.Item2), cancellationToken)
            : store.WriteAsync(new CaseNoteWork(Note(one, by, "claim", null, null), null, null, claim), cancellationToken);
    }

    /// <summary>Gives the lock back; without one nothing happens.</summary>
    public Task ReleaseAsync(Case one, Caller caller, CancellationToken cancellationToken)
    {
        string by = CaseGate.NameOf(caller);
        return one.HeldBy is null
            ? Task.CompletedTask
            : store.WriteAsync(new CaseNoteWork(Note(one, by, "release", null, null), null, null, (Statements.ReleaseCase, [one.Exception.Id, by])), cancellationToken);
    }

    /// <summary>Gives it to a person or a group; whoever held it holds it no longer.</summary>
    public Task AssignAsync(Case one, Caller caller, string assignee, string reason, CancellationToken cancellationToken)
    {
        CorrectedBy by = NameOf(caller);
        CaseNoteRow note = Note(one, by.Name, "reassign", assignee, reason);
        return store.WriteAsync(
            new CaseNoteWork(
                note, one.Exception.Key, by.EntryOf(one.Exception.Exchange, "exception reassigned", note.At),
                (Statements.AssignCase, [one.Exception.Id, assignee, by.Name, note.At]),
                (Statements.ReleaseCase, [one.Exception.Id, one.HeldBy])),
            cancellationToken);
    }

    /// <summary>Keeps a comment.</summary>
    public async Task<CaseNoteRow> CommentAsync(Case one, Caller caller, string text, CancellationToken cancellationToken)
    {
        CaseNoteRow note = Note(one, CaseGate.NameOf(caller), "comment", null, text);
        await store.WriteAsync(new CaseNoteWork(note, one.Exception.Key, null), cancellationToken);
        return note;
    }

    /// <summary>What was said, done and corrected, in order.</summary>
    public async Task<(List<CaseNoteRow> Notes, List<CorrectionRow> Corrections)> HistoryAsync(Case one, CancellationToken cancellationToken) => (
        await store.Reader.CaseNotesAsync(one.Exception.Id, cancellationToken), await store.Reader.CorrectionsAsync(one.Exception.Id, cancellationToken));

    /// <summary>Sends the newest corrected version, or again what there is.</summary>
    public async Task<DepositResult?> ResubmitAsync(Case one, Caller caller, Resolver resolver, CancellationToken cancellationToken)
    {
        if (await resolver.HasGoneAsync(one.Exception, cancellationToken) is string gone)
        {
            throw new ProblemException(new Problem(409, DeskIssues.HasGone, gone, "address: id"));
        }

        return await corrections.NewestAsync(one.Exception, cancellationToken) is byte[] corrected
            ? await resolver.CorrectAsync(one.Exception, corrected, CaseGate.NameOf(caller), cancellationToken)
            : await resolver.ResendAsync(one.Exception, CaseGate.NameOf(caller), cancellationToken);
    }

    /// <summary>Who acts, as the desk and the ledger name it.</summary>
    public CorrectedBy NameOf(Caller caller) => new(CaseGate.NameOf(caller), caller.Actor, caller.OnBehalfOf, disclosure.OrganisationOf(caller));

    private long Now => Clock.Microseconds(options.Time);

    private CaseNoteRow Note(Case one, string by, string kind, string? about, string? text) =>
        new(store.Ids.Next(), one.Exception.Id, one.Exception.Exchange, Now, by, kind, about, text);
}
