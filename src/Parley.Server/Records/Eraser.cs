using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>
/// Carries an erasure that has been recorded through to its end. Each step may be repeated, so that one cut short is taken up again:
/// content out of the tables, keys out of the file of keys, the end recorded.
/// </summary>
internal sealed class Eraser(Store store)
{
    /// <summary>Asked, once content is gone and before that is said, by whoever keeps copies of content of its own.</summary>
    public event Func<CancellationToken, Task>? Erased;

    /// <summary>The exchanges whose content goes with one: itself and what was answered to it.</summary>
    public async Task<List<ExchangeRow>> FamilyAsync(ExchangeRow row, CancellationToken cancellationToken)
    {
        List<ExchangeRow> family = [row];
        for (int i = 0; i < family.Count; i++)
        {
            List<ExchangeRow> caused = await store.Reader.CausedAsync(family[i].Id, cancellationToken);
            family.AddRange(caused.Where(c => c.Via == "reply" && family.TrueForAll(f => f.Id != c.Id)));
        }

        return family;
    }

    /// <summary>Erases what an act says.</summary>
    public async Task EraseAsync(ActRow act, CancellationToken cancellationToken)
    {
        if (await store.Reader.ExchangeAsync(act.Exchange, cancellationToken) is ExchangeRow row)
        {
            await EraseContentAsync(await FamilyAsync(row, cancellationToken), cancellationToken);
        }

        await store.WriteAsync(new FinishErasureWork(act), cancellationToken);
    }

    /// <summary>Erases the content of exchanges, keys first: after that nothing can be read, whatever is left.</summary>
    public async Task EraseContentAsync(IReadOnlyList<ExchangeRow> rows, CancellationToken cancellationToken)
    {
        foreach (ExchangeRow row in rows)
        {
            store.Stops.Erase(row.Id);
        }

        store.Keys.Erase([.. rows.Select(r => r.Key).OfType<long>()]);
        await store.WriteAsync(new EraseContentWork([.. rows.Select(r => r.Id)]), cancellationToken);
        if (rows.Any(r => r.Key is null))
        {
            await store.ForgetAsync(cancellationToken);
        }

        if (Erased is { } others)
        {
            await others(cancellationToken);
        }
    }
}
