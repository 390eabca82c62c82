using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Agreements;

/// <summary>
/// Looks whether agreements stand otherwise than before (by a file, by a date, by a party's act): at the start, after each reload and act, and at midnight. Decisions ask the
/// register, and wait for none of this.
/// </summary>
internal sealed class AgreementWatch(
    AgreementRegister register, AgreementDay day, AgreementDates dates, AgreementChanges changes, WorkspaceHost workspace, ServerOptions options, ILogger<AgreementWatch> log)
    : PeriodicService(TimeSpan.FromMinutes(1), options.Time, log)
{
    private int _lookedOn;

    /// <summary>Until midnight; but a timer does not notice that the clock was set, so it looks again long before.</summary>
    protected override TimeSpan Rest => day.Today.DayNumber != _lookedOn ? TimeSpan.Zero : day.Left < base.Rest ? day.Left : base.Rest;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The start does not wait for what is taken back.
        await changes.RecordButWithdrawalsAsync(LookAtDates(), cancellationToken);
        workspace.Changed += Wake;
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken cancellationToken) => changes.RecordAsync(LookAtDates(), cancellationToken);

    private DateOnly LookAtDates()
    {
        DateOnly today = day.Today;
        _lookedOn = today.DayNumber;
        dates.Look(register.All, today);
        return today;
    }
}
