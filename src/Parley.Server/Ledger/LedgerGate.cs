using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Server.Operations;

namespace Parley.Server.Ledger;

/// <summary>Keeps new messages out while too much of the ledger is unsealed: evidence never lags without bound.</summary>
internal sealed class LedgerGate(LedgerState state, ServerOptions options, ILogger<LedgerGate> log)
{
    private const int RetrySeconds = 5;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private int _closed;

    /// <summary>Refuses with 503 while sealing is too far behind.</summary>
    public void Check()
    {
        if (IsClosed())
        {
            throw new ProblemException(new Problem(
                503, LedgerIssues.Lagging, $"{state.Unsealed} entries are not sealed; at most {options.Workspace.Installation.Ledger.MostUnsealed} may be.", "server")
            {
                RetryAfter = RetrySeconds,
            });
        }
    }

    /// <summary>Waits while sealing is too far behind: what is fetched from folders and other servers stays there meanwhile.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (IsClosed())
        {
            await Task.Delay(s_look, options.Time, cancellationToken);
        }
    }

    private bool IsClosed()
    {
        bool closed = state.IsTooFarBehind;
        if (Interlocked.Exchange(ref _closed, closed ? 1 : 0) == 0 && closed)
        {
            Meters.Pushbacks.Add(1);
            Log.LedgerLagging(log, state.Unsealed);
        }

        return closed;
    }
}
