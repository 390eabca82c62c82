using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>
/// Notices that agreements stand otherwise than before (by a file, by a date, by a party's act) and records it: at the start, after each reload
/// and act, and at midnight. What it records is evidence; decisions ask the register and wait for nothing. What was given under an agreement that is
/// found withdrawn is taken back before that is recorded, so that a crash between the two has it done at the next start.
/// </summary>
internal sealed class AgreementWatch(
    AgreementRegister register, AgreementDay day, EmergencyTable emergencies, AgreementDates dates, TakeBack takeBack, WorkspaceHost workspace, Store store, ServerOptions options,
    ILogger<AgreementWatch> log)
    : PeriodicService(TimeSpan.FromMinutes(1), options.Time, log)
{
    private int _lookedOn;

    /// <summary>Until midnight; but a timer does not notice that the clock was set, so it looks again long before.</summary>
    protected override TimeSpan Rest => day.Today.DayNumber != _lookedOn ? TimeSpan.Zero : day.Left < base.Rest ? day.Left : base.Rest;

    /// <summary>Reads acts and emergencies back from the store: before anything is decided, for without them more would be permitted.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await register.StartAsync(cancellationToken);
        await emergencies.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Taking back may touch much that is stored; the start does not wait for it.
        await LookAsync(withdrawals: false, cancellationToken);
        workspace.Changed += Wake;
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken cancellationToken) => LookAsync(withdrawals: true, cancellationToken);

    private async Task LookAsync(bool withdrawals, CancellationToken cancellationToken)
    {
        DateOnly today = day.Today;
        _lookedOn = today.DayNumber;
        dates.Look(register.All, today);
        Dictionary<string, (string Hash, long State)> known = await store.Reader.AgreementStatesAsync(cancellationToken);
        List<(string, string, AgreementState, LedgerEntry)> changes = [];
        foreach (AgreementStanding standing in register.All)
        {
            AgreementState state = standing.On(today);
            (string Hash, long State)? before = known.TryGetValue(standing.Agreement.Id, out (string, long) last) ? last : null;
            if (before == (standing.Agreement.Hash, (long)state) || (state == AgreementState.Withdrawn && !withdrawals))
            {
                continue;
            }

            if (state == AgreementState.Withdrawn && before?.State != (long)state)
            {
                await TakeBackAsync(standing, cancellationToken);
            }

            Log.AgreementChanged(Logger, standing.Agreement.Id, StateText.Of(state));
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
        Log.AgreementTakenBack(Logger, id, exchanges);
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
