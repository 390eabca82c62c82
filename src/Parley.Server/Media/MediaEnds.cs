using Parley.Server.Access;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// How objects and uploads end: that it ends is recorded first, then its key goes, and with it what any backup of the folder holds, then its file. Each step may
/// be repeated, so that an end cut short is taken up again.
/// </summary>
internal sealed class MediaEnds(Store store, IMediaStore objects, UploadTable table, MediaEntries entries, ServerOptions options)
{
    /// <summary>Ends an object or upload.</summary>
    /// <param name="row">It.</param>
    /// <param name="end">How.</param>
    /// <param name="by">Who ends it; null for the platform.</param>
    /// <param name="reason">The reason that was given; null for none.</param>
    /// <param name="cancellationToken">Ends the work before it is recorded, and not after.</param>
    public async Task EndAsync(MediaRow row, MediaEnd end, Caller? by, string? reason, CancellationToken cancellationToken)
    {
        table.Forget(row.Id);
        await store.WriteAsync(
            new StatementsWork((session, writer) =>
            {
                session.Execute(Statements.EndMedia, row.Id, (long)end.State, end.Why, writer.Now);
                writer.AddEntry(entries.Of(row, end.Action, end.Outcome, writer.Now, by, reason ?? end.Why));
            }),
            cancellationToken);
        await FinishAsync(row, CancellationToken.None);
    }

    /// <summary>Takes out what is left of an object whose end is recorded.</summary>
    public async Task FinishAsync(MediaRow row, CancellationToken cancellationToken)
    {
        store.Keys.Erase([row.Key]);
        await objects.DeleteAsync(row, cancellationToken);
        await store.WriteAsync(new StatementWork(Statements.FinishMediaEnd, row.Id, Clock.Microseconds(options.Time)), cancellationToken);
    }
}
