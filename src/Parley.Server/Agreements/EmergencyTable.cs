using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>The emergencies that are not over. Few at any time, so that a decision pays for nothing but the question whether there are any.</summary>
internal sealed class EmergencyTable(Store store, ServerOptions options)
{
    private volatile EmergencyRow[] _current = [];

    /// <summary>Those that are not over now.</summary>
    public IEnumerable<EmergencyRow> Current => _current.Where(e => e.Until > Clock.Microseconds(options.Time));

    /// <summary>Reads them back from the store.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        _current = [.. await store.Reader.EmergenciesAsync(Clock.Microseconds(options.Time), cancellationToken)];

    /// <summary>Reads back those that were under way at a moment, microseconds since 1970; the table's clock stands there.</summary>
    public async Task StartAtAsync(long moment, CancellationToken cancellationToken) =>
        _current = [.. (await store.Reader.EmergenciesAsync(moment, cancellationToken)).Where(e => e.Declared <= moment)];

    /// <summary>Takes one that is durable into effect. Called on the writer's thread.</summary>
    public void Take(EmergencyRow row) => _current = [.. Current, row];

    /// <summary>The emergency under which an exchange may go to a system, or null.</summary>
    /// <param name="from">The organisation whose data it is.</param>
    /// <param name="to">The organisation that would get it.</param>
    /// <param name="system">The system of it.</param>
    /// <param name="correlation">The exchange that all began with.</param>
    /// <param name="reference">The subject's reference, or null.</param>
    public EmergencyRow? Find(string from, string to, string? system, long correlation, string? reference) =>
        _current.Length == 0 ? null : Current.FirstOrDefault(e =>
            e.From == from
            && e.To == to
            && (e.ToSystem is null || e.ToSystem == system)
            && (e.Exchange == correlation || (reference is not null && e.ReferenceHash == store.Keys.Blind(reference))));

    /// <summary>An emergency by its public identifier; null when it is over.</summary>
    public EmergencyRow? Lasting(ReadOnlySpan<char> id)
    {
        foreach (EmergencyRow row in Current)
        {
            if (id.SequenceEqual(PublicId.Emergency(row.Id)))
            {
                return row;
            }
        }

        return null;
    }
}
