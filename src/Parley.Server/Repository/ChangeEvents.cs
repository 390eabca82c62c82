using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>The changes of the repository's records, in the order in which they became known, as far as a subscriber may read the records.</summary>
internal sealed class ChangeEvents(Store store, RepositoryView view, Disclosure disclosure)
{
    private const int RowsAtOnce = 200;

    // A page that ends early tells that there is something else: it ends so only where there is too much of it to look through at once.
    private const int MostRows = 10_000;

    /// <summary>The changes after a row that a subscriber may know of, and the row up to which was looked.</summary>
    /// <param name="asker">The subscriber.</param>
    /// <param name="after">The row that was looked at last.</param>
    /// <param name="types">Only records of these types; all when empty.</param>
    /// <param name="systems">Only records of these systems; all when empty.</param>
    /// <param name="most">The most changes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<(List<ChangeEvent> Events, long Last)> AfterAsync(
        Asker asker, long after, IReadOnlyCollection<string> types, IReadOnlyCollection<string> systems, int most, CancellationToken cancellationToken)
    {
        List<ChangeEvent> events = [];
        for (long end = after + MostRows; events.Count < most && after < end;)
        {
            List<RecordVersionRow> rows = await store.Reader.RecordVersionsAfterAsync(after, RowsAtOnce, cancellationToken);
            Dictionary<long, VisibleBundle> visible = await view.LookAsync(asker, rows.Select(r => r.Exchange).ToHashSet(), cancellationToken);
            foreach (RecordVersionRow row in rows.TakeWhile(_ => events.Count < most))
            {
                after = row.Id;
                if ((types.Count == 0 || types.Contains(row.Type)) && await MayKnowAsync(asker, row, visible, systems, cancellationToken))
                {
                    events.Add(new ChangeEvent(row));
                }
            }

            if (rows.Count < RowsAtOnce)
            {
                break;
            }
        }

        return (events, after);
    }

    // What has been erased can no longer be decided: its own organisation is told of it here, recipients are told by notice.
    private async Task<bool> MayKnowAsync(
        Asker asker, RecordVersionRow row, Dictionary<long, VisibleBundle> visible, IReadOnlyCollection<string> systems, CancellationToken cancellationToken)
    {
        if (visible.TryGetValue(row.Exchange, out VisibleBundle? bundle))
        {
            return bundle.PlaceOf(row.Place) >= 0 && IsWanted(bundle.Stored.Row.System);
        }

        return row.State == VersionState.Erased
            && await store.Reader.BundleAsync(row.Exchange, cancellationToken) is BundleRow erased
            && disclosure.IsOfOwnOrganisation(asker.Caller, erased.System) && IsWanted(erased.System);

        bool IsWanted(string system) => systems.Count == 0 || systems.Contains(system);
    }
}
