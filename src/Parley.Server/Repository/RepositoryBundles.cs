using System.Buffers;
using System.Buffers.Binary;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>Reads bundles of the repository back, those of <see cref="BundleRoom"/> without the store. What has been erased is not there, whatever is remembered.</summary>
internal sealed class RepositoryBundles(Store store, WorkspaceHost workspace, BundleRoom room)
{
    /// <summary>How many bundles are read at once at most.</summary>
    public const int AtOnce = 500;

    private const int UsualBytes = 4096;

    private readonly ArrayBufferWriter<byte> _written = new(UsualBytes);

    /// <summary>The bundle of an exchange; null when the repository does not have it or it has been erased.</summary>
    public async Task<StoredBundle?> ReadAsync(long exchange, ContentPermit permit, CancellationToken cancellationToken) =>
        (await ReadAsync([exchange], permit, cancellationToken)).GetValueOrDefault(exchange);

    /// <summary>The bundles of exchanges, by exchange, as far as they are there; at most <see cref="AtOnce"/> of them.</summary>
    public async Task<Dictionary<long, StoredBundle>> ReadAsync(IReadOnlyCollection<long> exchanges, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exchanges.Count, AtOnce);
        PoleDictionary dictionary = workspace.Current.Workspace.Dictionary;
        long stamp = room.Stamp;
        Dictionary<long, StoredBundle> found = new(exchanges.Count);
        List<long> missing = FromRoom(exchanges, dictionary, found);
        if (missing.Count > 0)
        {
            foreach ((BundleRow row, byte[]? content) in await store.Reader.BundleContentsAsync(missing, permit, cancellationToken))
            {
                if (content is not null && Read(row, content, dictionary) is StoredBundle stored)
                {
                    found[row.Exchange] = stored;
                    room.Put(row, content, stamp);
                }
            }
        }

        // Asked last: what was erased while it was read must go too.
        foreach (long exchange in exchanges.Where(store.Stops.IsErased))
        {
            found.Remove(exchange);
            room.Forget(exchange);
        }

        return found;
    }

    /// <summary>A bundle out of its content: the records' names, then the dictionary's own JSON.</summary>
    public static StoredBundle? Read(BundleRow row, ReadOnlySpan<byte> content, PoleDictionary dictionary)
    {
        int head = row.Records * sizeof(long);
        if (content.Length < head || PoleJson.Read(content[head..], dictionary, new IssueSink()) is not Bundle bundle || bundle.Records.Count != row.Records)
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
            names[i] = BinaryPrimitives.ReadInt64LittleEndian(content[(i * sizeof(long))..]);
        }

        return new StoredBundle(row, bundle, names);
    }

    /// <summary>The content of a bundle: the records' names, then the dictionary's own JSON.</summary>
    public static void Write(Bundle bundle, IReadOnlyList<long> names, string dictionaryVersion, ArrayBufferWriter<byte> output)
    {
        foreach (long name in names)
        {
            BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), name);
            output.Advance(sizeof(long));
        }

        PoleJson.Write(bundle, output, dictionaryVersion);
    }

    /// <summary>Keeps a bundle that has just come in where it needs not be opened again. For one thread at a time.</summary>
    public void Keep(StoredBundle stored)
    {
        long stamp = room.Stamp;
        if (!room.Has(stored.Row.Exchange))
        {
            _written.ResetWrittenCount();
            Write(stored.Content, stored.Names, stored.Row.Dictionary, _written);
            room.Put(stored.Row, _written.WrittenSpan, stamp);
            _written.Clear();
        }
    }

    /// <summary>Forgets what is remembered of an exchange: it was erased or re-graded.</summary>
    public void Forget(long exchange) => room.Forget(exchange);

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

    // Those that the room does not have are given back. Read as they are wanted: what is kept is bytes, and as good under a dictionary that has been read anew.
    private List<long> FromRoom(IReadOnlyCollection<long> exchanges, PoleDictionary dictionary, Dictionary<long, StoredBundle> found)
    {
        List<long> missing = [];
        byte[] rented = ArrayPool<byte>.Shared.Rent(UsualBytes);
        byte[] buffer = rented;
        foreach (long exchange in exchanges)
        {
            if (room.TryRead(exchange, out BundleRow? row, ref buffer, out int length) && Read(row, buffer.AsSpan(0, length), dictionary) is StoredBundle stored)
            {
                found[exchange] = stored;
            }
            else
            {
                missing.Add(exchange);
            }
        }

        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return missing;
    }
}
