using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>Whether the repository has a line already: the version in force of its subject came from the very same bytes, in whatever way.</summary>
internal sealed class KnownRecords(Store store, RecordTable records, RecordNames names)
{
    /// <summary>Whether it has.</summary>
    public async ValueTask<bool> HasAsync(ExchangeRow row, CancellationToken cancellationToken) =>
        row is { SubjectType: string type, Reference: string key }
        && records.TryFind(names.Of(row.System, type, key), out RecordHead head)
        && head.InForce
        && await store.Reader.ExchangeAsync(head.Exchange, cancellationToken) is ExchangeRow before
        && before.Sha256.AsSpan().SequenceEqual(row.Sha256);
}
