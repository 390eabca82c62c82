using System.Collections.Concurrent;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Instances that are loaded by one question: it is asked when the first of them is wanted, when all are known.</summary>
internal sealed class LoadedTogether(Store store, CancellationToken cancellationToken)
{
    private const int LoadedAtOnce = 256;

    private readonly List<long> _ids = [];
    private readonly ConcurrentDictionary<int, Lazy<Task<Dictionary<long, ProcessRow>>>> _rows = new();

    /// <summary>Adds an instance, before any of them is wanted.</summary>
    public LiveProcess Add(long id)
    {
        int part = _ids.Count / LoadedAtOnce;
        _ids.Add(id);
        return new LiveProcess(id, _ => FindAsync(part, id));
    }

    private async Task<ProcessRow?> FindAsync(int part, long id)
    {
        Lazy<Task<Dictionary<long, ProcessRow>>> asked = _rows.GetOrAdd(part, p => new(() => ReadAsync(p)));
        try
        {
            return (await asked.Value).GetValueOrDefault(id);
        }
        catch (StoreUnavailableException)
        {
            // Whoever asks next asks the store again.
            _rows.TryRemove(new(part, asked));
            throw;
        }
    }

    private async Task<Dictionary<long, ProcessRow>> ReadAsync(int part) =>
        (await store.Reader.ProcessesAsync([.. _ids.Skip(part * LoadedAtOnce).Take(LoadedAtOnce)], Disclosure.PermitProcess(), cancellationToken)).ToDictionary(r => r.Id);
}
