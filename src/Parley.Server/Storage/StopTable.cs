using System.Collections.Concurrent;

namespace Parley.Server.Storage;

/// <summary>The exchanges, or single deliveries of them, that were stopped while this server runs: what waits in memory asks it before it is sent.</summary>
internal sealed class StopTable
{
    private readonly ConcurrentDictionary<(long Exchange, int N), byte> _deliveries = new();
    private readonly ConcurrentDictionary<long, byte> _erased = new();

    /// <summary>Stops a delivery.</summary>
    public void Stop(long exchange, int n) => _deliveries[(exchange, n)] = 0;

    /// <summary>Marks that an exchange's content is being erased.</summary>
    public void Erase(long exchange) => _erased[exchange] = 0;

    /// <summary>Whether a delivery was stopped.</summary>
    public bool IsStopped(DeliveryRow row) => !_deliveries.IsEmpty && _deliveries.ContainsKey((row.Exchange, row.N));

    /// <summary>Whether an exchange's content is being erased.</summary>
    public bool IsErased(long exchange) => !_erased.IsEmpty && _erased.ContainsKey(exchange);
}
