using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>
/// Bundles that searches and views ask for, opened, within a bound of bytes: the oldest give way. They lie one behind the other in few large arrays, since the collector looks
/// over millions of objects again and again, and all stand still meanwhile. Safe for many threads.
/// </summary>
/// <param name="mostBytes">The bound; at least one array is kept.</param>
internal sealed class BundleRoom(long mostBytes) : IGaugeSource
{
    private const int ArrayBytes = 1 << 20;

    // An eighth of what the process may use: five million persons in 24 GB.
    private const int ShareOfMemory = 8;

    // The length of all of it, the exchange, the rest of its row, where its strings are.
    private const int LengthAt = 0;
    private const int ExchangeAt = LengthAt + sizeof(int);
    private const int KnownAt = ExchangeAt + sizeof(long);
    private const int VersionAt = KnownAt + sizeof(long);
    private const int RecordsAt = VersionAt + sizeof(long);
    private const int OriginAt = RecordsAt + sizeof(int);
    private const int ContentAt = OriginAt + sizeof(int);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, (int Array, int Start)> _places = [];
    private readonly List<(byte[] Bytes, int Used)> _arrays = [];

    // What all bundles of a message type have in common.
    private readonly List<Origin> _origins = [];
    private readonly Dictionary<Origin, int> _originNumbers = [];
    private int _current = -1;
    private long _stamp;

    /// <summary>To be taken before a bundle is read from the store, and given back when it is put here.</summary>
    public long Stamp => Volatile.Read(ref _stamp);

    /// <summary>How many bundles are here.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _places.Count;
            }
        }
    }

    /// <summary>The bound for this process.</summary>
    public static long Bound() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory;

    /// <summary>Keeps a bundle. Where anything was forgotten since the stamp was taken it may be this very one, and is not kept.</summary>
    public void Put(BundleRow row, ReadOnlySpan<byte> content, long stamp)
    {
        int length = ContentAt + content.Length;
        lock (_gate)
        {
            if (stamp != _stamp || length > ArrayBytes || _places.ContainsKey(row.Exchange))
            {
                return;
            }

            if (_current < 0 || _arrays[_current].Used + length > ArrayBytes)
            {
                BeginArray();
            }

            (byte[] bytes, int start) = _arrays[_current];
            Write(bytes.AsSpan(start, length), row, NumberOf(Origin.Of(row)), content);
            _arrays[_current] = (bytes, start + length);
            _places.Add(row.Exchange, (_current, start));
        }
    }

    /// <summary>Whether the bundle of an exchange is here.</summary>
    public bool Has(long exchange)
    {
        lock (_gate)
        {
            return _places.ContainsKey(exchange);
        }
    }

    /// <summary>The bundle of an exchange, its content copied into a buffer that is as large as it must be; false when it is not here.</summary>
    public bool TryRead(long exchange, [NotNullWhen(true)] out BundleRow? row, ref byte[] buffer, out int length)
    {
        lock (_gate)
        {
            (row, length) = (null, 0);
            if (!_places.TryGetValue(exchange, out (int Array, int Start) place))
            {
                return false;
            }

            ReadOnlySpan<byte> all = All(place);
            length = all.Length - ContentAt;
            if (buffer.Length < length)
            {
                buffer = new byte[Math.Max(length, 2 * buffer.Length)];
            }

            all[ContentAt..].CopyTo(buffer);
            row = _origins[BinaryPrimitives.ReadInt32LittleEndian(all[OriginAt..])].Row(
                exchange, BinaryPrimitives.ReadInt64LittleEndian(all[KnownAt..]), BinaryPrimitives.ReadInt64LittleEndian(all[VersionAt..]),
                BinaryPrimitives.ReadInt32LittleEndian(all[RecordsAt..]));
            return true;
        }
    }

    /// <summary>Lets the bundle of an exchange go: it was erased or re-graded. Nothing of it stays, and nothing that is being read now is kept.</summary>
    public void Forget(long exchange)
    {
        lock (_gate)
        {
            _stamp++;
            if (_places.Remove(exchange, out (int Array, int Start) place))
            {
                All(place)[ExchangeAt..].Clear();
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        yield return ("parley_repository_opened", "Bundles of the repository that are kept opened in memory.", "", Count);
    }

    private static void Write(Span<byte> at, BundleRow row, int origin, ReadOnlySpan<byte> content)
    {
        BinaryPrimitives.WriteInt32LittleEndian(at[LengthAt..], at.Length);
        BinaryPrimitives.WriteInt64LittleEndian(at[ExchangeAt..], row.Exchange);
        BinaryPrimitives.WriteInt64LittleEndian(at[KnownAt..], row.KnownAt);
        BinaryPrimitives.WriteInt64LittleEndian(at[VersionAt..], row.FirstVersion);
        BinaryPrimitives.WriteInt32LittleEndian(at[RecordsAt..], row.Records);
        BinaryPrimitives.WriteInt32LittleEndian(at[OriginAt..], origin);
        content.CopyTo(at[ContentAt..]);
    }

    private Span<byte> All((int Array, int Start) place)
    {
        Span<byte> from = _arrays[place.Array].Bytes.AsSpan(place.Start);
        return from[..BinaryPrimitives.ReadInt32LittleEndian(from)];
    }

    // A new array as long as the bound allows; then the one that has been there for longest.
    private void BeginArray()
    {
        if (_arrays.Count == 0 || (_arrays.Count + 1L) * ArrayBytes <= mostBytes)
        {
            _current = _arrays.Count;
            _arrays.Add((GC.AllocateUninitializedArray<byte>(ArrayBytes), 0));
            return;
        }

        _current = (_current + 1) % _arrays.Count;
        (byte[] bytes, int used) = _arrays[_current];
        for (int start = 0; start < used;)
        {
            Span<byte> all = All((_current, start));
            long exchange = BinaryPrimitives.ReadInt64LittleEndian(all[ExchangeAt..]);
            if (_places.TryGetValue(exchange, out (int Array, int Start) place) && place == (_current, start))
            {
                _places.Remove(exchange);
            }

            start += all.Length;
        }

        _arrays[_current] = (bytes, 0);
    }

    private int NumberOf(Origin origin)
    {
        if (!_originNumbers.TryGetValue(origin, out int number))
        {
            number = _origins.Count;
            _originNumbers.Add(origin, number);
            _origins.Add(origin);
        }

        return number;
    }

    /// <summary>What a row says that is the same for many.</summary>
    private sealed record Origin(string System, string Type, long Version, string Translation, string Dictionary, string? Marking)
    {
        public static Origin Of(BundleRow row) => new(row.System, row.Type, row.Version, row.Translation, row.Dictionary, row.Marking);

        public BundleRow Row(long exchange, long knownAt, long firstVersion, int records) => new()
        {
            Exchange = exchange, KnownAt = knownAt, System = System, Type = Type, Version = Version, Translation = Translation, Dictionary = Dictionary,
            FirstVersion = firstVersion, Records = records, Marking = Marking,
        };
    }
}
