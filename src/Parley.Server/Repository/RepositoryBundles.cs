using System.Buffers.Binary;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>Reads bundles of the repository back and remembers those asked for lately. What has been erased is not there, whatever is remembered.</summary>
internal sealed class RepositoryBundles(Store store, WorkspaceHost workspace)
{
    /// <summary>How many bundles are read at once at most.</summary>
    public const int AtOnce = 500;

    private const int MostRemembered = 16_384;

    private readonly Lock _gate = new();
    private Dictionary<long, Remembered> _recent = [];
    private Dictionary<long, Remembered> _older = [];

    /// <summary>The bundle of an exchange; null when the repository does not have it or it has been erased.</summary>
    public async Task<StoredBundle?> ReadAsync(long exchange, ContentPermit permit, CancellationToken cancellationToken) =>
        (await ReadAsync([exchange], permit, cancellationToken)).GetValueOrDefault(exchange);

    /// <summary>The bundles of exchanges, by exchange, as far as they are there; at most <see cref="AtOnce"/> of them.</summary>
    public async Task<Dictionary<long, StoredBundle>> ReadAsync(IReadOnlyCollection<long> exchanges, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exchanges.Count, AtOnce);
        PoleDictionary dictionary = workspace.Current.Workspace.Dictionary;
        Dictionary<long, StoredBundle> found = [];
        List<long> missing = [];
        foreach (long exchange in exchanges)
        {
            if (Find(exchange) is { } remembered && ReferenceEquals(remembered.Dictionary, dictionary))
            {
                found[exchange] = remembered.Bundle;
            }
            else
            {
                missing.Add(exchange);
            }
        }

        if (missing.Count > 0)
        {
            foreach ((BundleRow row, byte[]? content) in await store.Reader.BundleContentsAsync(missing, permit, cancellationToken))
            {
                if (content is not null && Read(row, content, dictionary) is StoredBundle stored)
                {
                    found[row.Exchange] = stored;
                    Remember(row.Exchange, new Remembered(stored, dictionary));
                }
            }
        }

        // Asked last: what was erased while it was read must go too.
        foreach (long exchange in exchanges.Where(store.Stops.IsErased))
        {
            found.Remove(exchange);
            Forget(exchange);
        }

        return found;
    }

    /// <summary>A bundle out of its content: the records' names, then the dictionary's own JSON.</summary>
    public static StoredBundle? Read(BundleRow row, byte[] content, PoleDictionary dictionary)
    {
        int head = row.Records * sizeof(long);
        if (content.Length < head || PoleJson.Read(content.AsSpan(head), dictionary, new IssueSink()) is not Bundle bundle || bundle.Records.Count != row.Records)
        {
            // A record type that the dictionary no longer has: which name is whose can then not be told, and nothing is shown.
            return null;
        }

        if (row.Marking is string marking)
        {
            Regrade(bundle, marking);
        }

        long[] names = new long[row.Records];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(i * sizeof(long)));
        }

        return new StoredBundle(row, bundle, names);
    }

    /// <summary>Forgets what is remembered of an exchange: it was erased or re-graded.</summary>
    public void Forget(long exchange)
    {
        lock (_gate)
        {
            _recent.Remove(exchange);
            _older.Remove(exchange);
        }
    }

    private static void Regrade(Bundle bundle, string marking)
    {
        foreach (Record record in bundle.Records)
        {
            if (record.Type.TryGet("marking", out AttributeDefinition? attribute))
            {
                CodeEntry? code = attribute.Codes?.Entries.FirstOrDefault(e => e.Code == marking);
                record.Set(attribute, code is null ? Value.Text(marking) : Value.Code(code));
            }
        }
    }

    private Remembered? Find(long exchange)
    {
        lock (_gate)
        {
            if (_recent.TryGetValue(exchange, out Remembered? found))
            {
                return found;
            }

            if (_older.Remove(exchange, out found))
            {
                _recent[exchange] = found;
            }

            return found;
        }
    }

    // Two generations: what nobody has asked for since the older was young goes with it.
    private void Remember(long exchange, Remembered bundle)
    {
        lock (_gate)
        {
            if (_recent.Count >= MostRemembered)
            {
                (_older, _recent) = (_recent, []);
            }

            _recent[exchange] = bundle;
        }
    }

    private sealed record Remembered(StoredBundle Bundle, PoleDictionary Dictionary);
}
