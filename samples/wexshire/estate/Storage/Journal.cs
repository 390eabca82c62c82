using System.Text.Json;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Storage;

/// <summary>
/// A system's store: one append-only file of JSON lines and an index in memory. A line reaches the operating system before the
/// caller is answered, so a killed process loses nothing that it acknowledged; a line torn by the kill is cut off at the next start.
/// Safe for many threads.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const string StruckKind = "struck";

    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly List<string> _order = [];
    private readonly Dictionary<string, Slot> _byRef = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refByKey = new(StringComparer.Ordinal);
    private int _repeats;

    public Journal(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "store.ndjson");
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        JournalFile.Replay<Holding>(_file, Index);
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _order.Count;
            }
        }
    }

    /// <summary>How many messages arrived again since this process started.</summary>
    public int Repeats => Volatile.Read(ref _repeats);

    /// <summary>
    /// Stores a message once. <paramref name="make"/> gets the next number of the store and names the holding; it is asked again with
    /// the number after it while the name is taken. Without a key the message is new whatever it says.
    /// </summary>
    public Stored Store(string? messageKey, Func<int, Holding> make)
    {
        lock (_gate)
        {
            if (messageKey is not null && _refByKey.TryGetValue(messageKey, out var known))
            {
                return Repeat(known);
            }

            var number = _order.Count + 1;
            var holding = make(number);
            while (_byRef.ContainsKey(holding.Ref))
            {
                var next = make(++number);
                if (next.Ref == holding.Ref)
                {
                    return Repeat(holding.Ref);
                }

                holding = next;
            }

            Append(holding);
            return new Stored(holding, IsRepeat: false);
        }
    }

    /// <summary>Writes a new version of a holding; null when there is no such holding.</summary>
    public Holding? Replace(string reference, Func<Holding, Holding> change)
    {
        lock (_gate)
        {
            if (!_byRef.TryGetValue(reference, out var slot))
            {
                return null;
            }

            var changed = change(Read(slot));
            Append(changed);
            return changed;
        }
    }

    /// <summary>
    /// Strikes what a notice of its owner is about: of each holding that <paramref name="about"/> finds nothing stays but its own reference and what makes a
    /// repeat known. Its newest line is overwritten in the file.
    /// </summary>
    /// <returns>How many holdings were struck.</returns>
    public int Strike(Func<Holding, bool> about, string title)
    {
        lock (_gate)
        {
            var struck = _byRef.Values.Where(slot => slot.WithoutBody.Kind != StruckKind && about(slot.WithoutBody)).ToList();
            foreach (var slot in struck)
            {
                var old = slot.WithoutBody;
                Append(old with { Kind = StruckKind, Title = title, Facts = new Dictionary<string, string>(), Body = "" });
                RandomAccess.Write(_file.SafeFileHandle, Enumerable.Repeat((byte)' ', slot.Length).ToArray(), slot.Offset);
            }

            return struck.Count;
        }
    }

    public bool Holds(string reference)
    {
        lock (_gate)
        {
            return _byRef.ContainsKey(reference);
        }
    }

    public Holding? Find(string reference)
    {
        lock (_gate)
        {
            return _byRef.TryGetValue(reference, out var slot) ? Read(slot) : null;
        }
    }

    /// <summary>The newest holdings that an enquiry is about, bodies and all; it looks back over so many and no further.</summary>
    public IReadOnlyList<Holding> Search(string kind, Func<Holding, bool> about, int take)
    {
        const int LookedThrough = 5_000;
        lock (_gate)
        {
            return
            [
                .. Enumerable.Reverse(_order).Take(LookedThrough).Select(reference => _byRef[reference]).Where(slot => slot.WithoutBody.Kind == kind)
                    .Select(Read).Where(about).Take(take),
            ];
        }
    }

    /// <summary>The newest holdings first, without their bodies.</summary>
    public IReadOnlyList<Holding> List(int skip, int take)
    {
        lock (_gate)
        {
            return [.. Enumerable.Reverse(_order).Skip(skip).Take(take).Select(reference => _byRef[reference].WithoutBody)];
        }
    }

    public void Dispose() => _file.Dispose();

    private Stored Repeat(string reference)
    {
        Interlocked.Increment(ref _repeats);
        return new Stored(Read(_byRef[reference]), IsRepeat: true);
    }

    private void Append(Holding holding)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(holding, JsonText.Compact);
        var offset = _file.Length;
        RandomAccess.Write(_file.SafeFileHandle, [line, "\n"u8.ToArray()], offset);
        Index(holding, offset, line.Length);
    }

    private void Index(Holding holding, long offset, int length)
    {
        if (!_byRef.ContainsKey(holding.Ref))
        {
            _order.Add(holding.Ref);
        }

        _byRef[holding.Ref] = new Slot(holding with { Body = "" }, offset, length);
        _refByKey[holding.MessageKey] = holding.Ref;
    }

    private Holding Read(Slot slot)
    {
        var line = new byte[slot.Length];
        RandomAccess.Read(_file.SafeFileHandle, line, slot.Offset);
        return JsonSerializer.Deserialize<Holding>(line, JsonText.Compact)!;
    }
}
