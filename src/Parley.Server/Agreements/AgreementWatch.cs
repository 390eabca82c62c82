using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>
/// Notices that agreements stand otherwise than before (by a file, by a date, by a party's act) and records it: at the start, after each reload
/// and act, and at midnight. What it records is evidence; decisions ask the register and wait for nothing.
/// </summary>
internal sealed class AgreementWatch(
    AgreementRegister register, EmergencyTable emergencies, WorkspaceHost workspace, Store store, ServerOptions options, ILogger<AgreementWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _looking = new(1, 1);
    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Reads acts and emergencies back from the store: before anything is decided, for without them more would be permitted.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await register.StartAsync(cancellationToken);
        await emergencies.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        workspace.Changed += () => _wake.Release();
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Looks now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            Dictionary<string, (string Hash, long State)> known = await store.Reader.AgreementStatesAsync(cancellationToken);
            List<(string, string, AgreementState, LedgerEntry)> changes = [];
            foreach (AgreementStanding standing in register.All)
            {
                AgreementState state = standing.On(register.Today);
                if (!known.TryGetValue(standing.Agreement.Id, out (string Hash, long State) before)
                    || before.State != (long)state
                    || before.Hash != standing.Agreement.Hash)
                {
                    Log.AgreementChanged(log, standing.Agreement.Id, StateText.Of(state));
                    changes.Add((standing.Agreement.Id, standing.Agreement.Hash, state, EntryOf(standing, state)));
                }
            }

            if (changes.Count > 0)
            {
                await store.WriteAsync(new AgreementStatesWork(changes), cancellationToken);
            }
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _looking.Dispose();
        _wake.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await MidnightOrChangeAsync(stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (StoreUnavailableException)
            {
                // The store says so itself; the next look finds the same changes.
                await Task.Delay(s_patience, options.Time, CancellationToken.None);
                _wake.Release();
            }
        }
    }

    private async Task MidnightOrChangeAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = options.Time.GetUtcNow();
        await using ITimer timer = options.Time.CreateTimer(
            _ => _wake.Release(), null, new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero) - now, Timeout.InfiniteTimeSpan);
        await _wake.WaitAsync(cancellationToken);
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
