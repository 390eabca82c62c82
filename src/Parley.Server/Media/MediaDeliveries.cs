using Parley.Engine.Dictionary;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Delivery;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// The objects that go with deliveries by value: those that records of the message refer to, as far as the decision by which the message goes leaves their references. That
/// they go is in the ledger before a byte does.
/// </summary>
internal sealed class MediaDeliveries(Store store, Projector projector, RepositoryView view, MediaContent content, MediaEntries entries, ServerOptions options)
{
    // An object that is not scanned by then goes by reference: a message must not wait for a scanner that is gone.
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(1);

    /// <summary>The objects of a delivery; null when one of them is not ready yet.</summary>
    public async Task<IReadOnlyList<Attachment>?> OfAsync(DeliveryRow row, SystemDefinition recipient, AcceptDefinition accept, long most, CancellationToken cancellationToken)
    {
        await projector.CatchUpAsync(cancellationToken);
        if (await view.LookForDeliveryAsync(row, recipient, accept, cancellationToken) is not VisibleBundle visible)
        {
            return [];
        }

        List<(MediaRow Media, Attachment Attachment)> found = [];
        Bundle permitted = visible.Permitted;
        long[] names = [.. Enumerable.Range(0, permitted.Records.Count).Select(visible.NameOf)];
        foreach (MediaReference reference in ObjectReferences.Of(row.Exchange, visible.Stored.Row.System, permitted, names))
        {
            Record record = permitted.Records[reference.Place];
            if (Disclosure.PermitObjectByValue(record, ObjectReferences.Attribute) is not ContentPermit permit
                || (await store.Reader.MediaNamedAsync(reference, cancellationToken)).OrderByDescending(m => m.Id).FirstOrDefault(m => m.IsWhole) is not MediaRow media)
            {
                continue;
            }

            if (media.State == MediaState.Waiting && !IsLate(media))
            {
                return null;
            }

            if (media.State == MediaState.Available && !found.Exists(f => f.Media.Id == media.Id) && found.Sum(f => f.Media.Size) + media.Size <= most)
            {
                found.Add((media, AttachmentOf(new ReadableMedia(media, permit, entries.OwnerOf(media) == recipient.Organisation, record))));
            }
        }

        await RecordAsync(row, recipient, [.. found.Select(f => f.Media)], cancellationToken);
        return [.. found.Select(f => f.Attachment)];
    }

    private bool IsLate(MediaRow media) => media.Completed!.Value + Clock.Microseconds(s_patience) < Clock.Microseconds(options.Time);

    private Attachment AttachmentOf(ReadableMedia media) => new(
        media.By![ObjectReferences.Attribute].ToString(), FileNameOf(media), media.Row.Type, media.Row.Size, media.Row.Sha256!,
        async (stream, cancellationToken) =>
        {
            if (media.Row.Size == 0)
            {
                return;
            }

            using MediaStretch stretch = await content.OpenAsync(media.Row, 0, media.Row.Size, media.Permit, cancellationToken);
            for (ReadOnlyMemory<byte> bytes = await stretch.NextAsync(cancellationToken); !bytes.IsEmpty; bytes = await stretch.NextAsync(cancellationToken))
            {
                await stream.WriteAsync(bytes, cancellationToken);
            }
        });

    // The sender chose it: nothing of it may end a header or lead out of a folder.
    private static string FileNameOf(ReadableMedia media) =>
        string.Concat(media.SavedAs.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')).TrimStart('.');

    // Once for a delivery: what becomes of the attempts is said of the delivery itself.
    private async Task RecordAsync(DeliveryRow row, SystemDefinition recipient, IReadOnlyList<MediaRow> objects, CancellationToken cancellationToken)
    {
        if (row.SaidObjects || objects.Count == 0)
        {
            return;
        }

        await store.WriteAsync(
            new StatementsWork((_, writer) =>
            {
                foreach (MediaRow media in objects)
                {
                    writer.AddEntry(entries.Of(media, LedgerAction.Consultation, "object-sent", writer.Now) with
                    {
                        Recipient = recipient.Organisation,
                        RecipientSystem = recipient.Id,
                        Purpose = row.Purpose,
                        Agreements = row.Agreements?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
                        Exchange = PublicId.Exchange(row.Exchange),
                        Delivery = PublicId.Delivery(row.Exchange, row.N),
                    });
                }
            }),
            cancellationToken);
        row.SaidObjects = true;
    }
}
