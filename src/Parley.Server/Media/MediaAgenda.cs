using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>When which object is looked at next, and that nobody else has it meanwhile.</summary>
internal sealed class MediaAgenda(Store store, UploadTable table, ServerOptions options)
{
    /// <summary>The most objects that are looked at in one go.</summary>
    public const int AtOnce = 100;

    /// <summary>Looks at those of a state whose time has come; who is being written to has its turn later.</summary>
    public async Task EachDueAsync(MediaState state, Func<MediaRow, Task> look, CancellationToken cancellationToken)
    {
        foreach (MediaRow row in await store.Reader.MediaDueAsync(state, Clock.Microseconds(options.Time), AtOnce, cancellationToken))
        {
            if (table.TryEnter(row.Id))
            {
                try
                {
                    await look(row);
                }
                finally
                {
                    table.Leave(row.Id);
                }
            }
        }
    }

    /// <summary>Has an object looked at again after a while.</summary>
    public async Task<MediaRow> PostponeAsync(MediaRow row, TimeSpan by, CancellationToken cancellationToken)
    {
        MediaRow later = row with { Due = Clock.Microseconds(options.Time) + Clock.Microseconds(by) };
        await store.WriteAsync(new StatementWork(Statements.PostponeMedia, later.Id, later.Due), cancellationToken);
        return later;
    }
}
