using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>Every minute: takes what commands did into the ledger, and forgets sessions that ended long ago.</summary>
internal sealed class AccessUpkeep(Sessions sessions, AccessLedger ledger, ServerOptions options, ILogger<AccessUpkeep> log)
    : PeriodicService(TimeSpan.FromMinutes(1), options.Time, log)
{
    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await ledger.TakeNotesAsync(cancellationToken);
        await sessions.ForgetAsync(cancellationToken);
    }
}
