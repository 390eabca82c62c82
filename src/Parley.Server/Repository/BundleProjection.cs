using System.Buffers;
using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>Takes the bundle of an accepted exchange into the repository, as it was read.</summary>
internal sealed class BundleProjection(Store store, StoredBundles bundles, WorkspaceHost workspace, RecordNames names)
{
    private const string History = "load";

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    /// <summary>Adds an exchange's records to a projection. One that has been erased meanwhile, or that nothing can read any more, adds none.</summary>
    public async Task AddAsync(long exchange, Projection projection, CancellationToken cancellationToken)
    {
        ExchangeRow? row = await store.Reader.ExchangeAsync(exchange, cancellationToken);
        if (row is null || row.Via == "notice" || row.Status is not (ExchangeStatus.Accepted or ExchangeStatus.Corrected or ExchangeStatus.Withdrawn))
        {
            return;
        }

        Snapshot snapshot = workspace.Current;
        Bundle? bundle = await bundles.ReadAsync(row, Disclosure.PermitTranslation(), cancellationToken);
        if (bundle?.Subject is not Record subject || subject.Type.Name == Journey.NoticeType || KeyOf(row) is not ContentKey key)
        {
            return;
        }

        long[] records = names.Of(row.Id, row.System, row.Type, bundle);
        (byte[] content, long number) = Seal(key, bundle, records, snapshot);
        projection.Bundles.Add(new SealedBundle(
            new BundleRow
            {
                Exchange = row.Id,
                KnownAt = row.Recorded,
                System = row.System,
                Type = row.Type,
                Version = snapshot.Version,
                Translation = TranslationOf(row, snapshot),
                Dictionary = snapshot.Workspace.Dictionary.Version,
                FirstVersion = projection.NextRow,
                Records = records.Length,
            },
            records,
            number,
            content));
        projection.Contents[row.Id] = bundle;
        projection.References.AddRange(ObjectReferences.Of(row.Id, row.System, bundle, records));
        for (int i = 0; i < records.Length; i++)
        {
            RecordVersionRow version = VersionOf(row, bundle.Records[i], records[i], i);
            if (row.Via == History && projection.TryFind(records[i], out RecordHead head) && await IsLiveAsync(head, cancellationToken))
            {
                projection.Add(version with { State = VersionState.Earlier }, head);
            }
            else
            {
                projection.Add(version);
            }
        }
    }

    // What systems exchanged is newer than what is loaded as history, whenever that comes in.
    private async Task<bool> IsLiveAsync(RecordHead head, CancellationToken cancellationToken) =>
        head.InForce && (await store.Reader.ExchangeAsync(head.Exchange, cancellationToken))?.Via != History;

    private static string TranslationOf(ExchangeRow row, Snapshot snapshot) =>
        snapshot.Workspace.Systems.TryGetValue(row.System, out SystemDefinition? system) && system.Messages.TryGetValue(row.Type, out MessageTypeDefinition? type)
            ? type.Translation.Name
            : "";

    private static RecordVersionRow VersionOf(ExchangeRow row, Record record, long name, int place)
    {
        (long? from, long? to) = Validity.Of(record);
        Value marking = record["marking"];
        return new RecordVersionRow
        {
            Id = 0,
            Record = name,
            Number = 0,
            Exchange = row.Id,
            Place = place,
            Type = record.Type.Name,
            KnownAt = row.Recorded,
            ValidFrom = from,
            ValidTo = to,
            Marking = marking.IsNone ? null : marking.ToString(),
        };
    }

    private ContentKey? KeyOf(ExchangeRow row) => row.Key is long number ? store.Keys.Find(number) : store.Keys.Next();

    // Under the exchange's own key, so that whatever erases the exchange erases this. What was taken in before content was sealed has none.
    private (byte[] Content, long Number) Seal(ContentKey key, Bundle bundle, long[] records, Snapshot snapshot)
    {
        _buffer.ResetWrittenCount();
        RepositoryBundles.Write(bundle, records, snapshot.Workspace.Dictionary.Version, _buffer);
        byte[] content = key.Seal(SealedPlace.Bundle, _buffer.WrittenSpan);
        _buffer.Clear();
        return (content, key.Number);
    }
}
