using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>
/// Records that agreements stand otherwise than when this was last asked, as evidence. What was given under an agreement that is found withdrawn is taken back before that is
/// recorded, so that a crash between the two has it done at the next start.
/// </summary>
internal sealed class AgreementChanges(
    AgreementRegister register, TakeBack takeBack, WorkspaceHost workspace, Store store, ServerOptions options, ILogger<AgreementChanges> log)
{
    /// <summary>Records all that has changed.</summary>
    public Task RecordAsync(DateOnly today, CancellationToken cancellationToken) => RecordAsync(today, _ => true, cancellationToken);

    /// <summary>Records what has changed but withdrawals: to take back may touch much that is stored.</summary>
    public Task RecordButWithdrawalsAsync(DateOnly today, CancellationToken cancellationToken) =>
        RecordAsync(today, state => state != AgreementState.Withdrawn, cancellationToken);

    private async Task RecordAsync(DateOnly today, Func<AgreementState, bool> which, CancellationToken cancellationToken)
    {
        Dictionary<string, (string Hash, long State)> known = await store.Reader.AgreementStatesAsync(cancellationToken);
        List<(string, string, AgreementState, LedgerEntry)> changes = [];
        foreach (AgreementStanding standing in register.All)
        {
            AgreementState state = standing.On(today);
            (string Hash, long State)? before = known.TryGetValue(standing.Agreement.Id, out (string, long) last) ? last : null;
            if (before == (standing.Agreement.Hash, (long)state) || !which(state))
            {
                continue;
            }

            if (state == AgreementState.Withdrawn && before?.State != (long)state)
            {
                await TakeBackAsync(standing, cancellationToken);
            }

            Log.AgreementChanged(log, standing.Agreement.Id, StateText.Of(state));
            changes.Add((standing.Agreement.Id, standing.Agreement.Hash, state, EntryOf(standing, state)));
        }

        if (changes.Count > 0)
        {
            await store.WriteAsync(new AgreementStatesWork(changes, register), cancellationToken);
        }
    }

    private async Task TakeBackAsync(AgreementStanding standing, CancellationToken cancellationToken)
    {
        string id = standing.Agreement.Id;
        int exchanges = register.LastAct(id) is { Act: "withdraw" } act
            ? await takeBack(id, act.Actor, act.Reason, cancellationToken)
            : await takeBack(id, "platform", $"{standing.Stop?.By}: {standing.Stop?.Reason}", cancellationToken);
        Log.AgreementTakenBack(log, id, exchanges);
    }

    private LedgerEntry EntryOf(AgreementStanding standing, AgreementState state) => new()
    {
        Action = LedgerAction.Agreement,
        At = Clock.Microseconds(options.Time),
        Actor = "platform",
        Organisation = workspace.Current.Workspace.Installation.Organisation,
        Purpose = standing.Agreement.Purpose,
        Reason = state is AgreementState.InForce ? null : standing.Stop?.Reason,
        Agreements = [DecisionBasis.Name(standing.Agreement)],
        Outcome = StateText.Of(state),
    };
}
