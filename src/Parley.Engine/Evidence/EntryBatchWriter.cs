using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Engine.Evidence;

/// <summary>
/// Writes entries one after another, each as two bytes of length (big-endian) and its canonical JSON (RFC 8785): the form of a bundle of entries in
/// C2SP tlog-tiles. Keeps its buffer, so that the writer of the store allocates nothing for an entry. Not for several threads.
/// </summary>
public sealed class EntryBatchWriter
{
    /// <summary>The most bytes of one entry.</summary>
    public const int MostBytes = ushort.MaxValue;

    /// <summary>The most subjects in one entry; a use that concerns more is several entries.</summary>
    public const int MostSubjects = 1000;

    /// <summary>The most characters of one text of an entry; what is longer is cut.</summary>
    public const int MostText = 2000;

    private const int Shrink = 1 << 20;

    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    private readonly List<ReadOnlyMemory<byte>> _unhashed = [];
    private byte[] _hashes = [];
    private byte[] _buffer = new byte[4096];
    private int _length;
    private bool _any;

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes; valid until the next change.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Forgets all entries.</summary>
    public void Reset()
    {
        (_length, Count) = (0, 0);
        if (_buffer.Length > Shrink)
        {
            _buffer = new byte[4096];
        }
    }

    /// <summary>Adds entries, and hashes together what they say is still to be hashed.</summary>
    public void AddAll(IReadOnlyList<LedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Unhashed.Length > 0)
            {
                _unhashed.Add(entries[i].Unhashed);
            }
        }

        if (_hashes.Length < _unhashed.Count * TreeHash.Size)
        {
            _hashes = new byte[_unhashed.Capacity * TreeHash.Size];
        }

        ManyHashes.Hash(CollectionsMarshal.AsSpan(_unhashed), [], _hashes);
        _unhashed.Clear();
        for (int i = 0, hash = 0; i < entries.Count; i++)
        {
            Add(entries[i], entries[i].Unhashed.Length > 0 ? _hashes.AsSpan(TreeHash.Size * hash++, TreeHash.Size) : entries[i].Content.Span);
        }
    }

    /// <summary>Adds an entry; one with very many subjects becomes several that differ in their subjects alone.</summary>
    public void Add(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Unhashed.Length == 0)
        {
            Add(entry, entry.Content.Span);
            return;
        }

        Span<byte> hash = stackalloc byte[TreeHash.Size];
        SHA256.HashData(entry.Unhashed.Span, hash);
        Add(entry, hash);
    }

    private void Add(LedgerEntry entry, ReadOnlySpan<byte> content)
    {
        int first = 0;
        do
        {
            int count = Math.Min(MostSubjects, entry.Subjects.Count - first);
            AddOne(entry, content, first, count);
            first += count;
        }
        while (first < entry.Subjects.Count);
    }

    private void AddOne(LedgerEntry entry, ReadOnlySpan<byte> content, int firstSubject, int subjects)
    {
        int start = _length;
        Raw("\0\0"u8);
        WriteEntry(entry, content, firstSubject, subjects);
        int bytes = _length - start - 2;
        if (bytes > MostBytes)
        {
            _length = start;
            throw new ArgumentException("The entry is longer than a ledger's entry can be.", nameof(entry));
        }

        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(start), (ushort)bytes);
        Count++;
    }

    /// <summary>Members in the order of RFC 8785, which is that of their names; what is empty is left out, so that there is one form of each entry.</summary>
    private void WriteEntry(LedgerEntry entry, ReadOnlySpan<byte> content, int firstSubject, int subjects)
    {
        _any = false;
        Raw("{"u8);
        Name("\"action\":\""u8);
        Raw(LedgerWords.Of(entry.Action));
        Raw("\""u8);
        Text("\"actor\":"u8, entry.Actor);
        Agreements(entry.Agreements);
        Name("\"at\":\""u8);
        Moment(entry.At);
        Raw("\""u8);
        Content(content);
        Text("\"delivery\":"u8, entry.Delivery);
        Text("\"exchange\":"u8, entry.Exchange);
        Text("\"onBehalfOf\":"u8, entry.OnBehalfOf);
        Text("\"organisation\":"u8, entry.Organisation);
        Text("\"outcome\":"u8, entry.Outcome);
        Text("\"purpose\":"u8, entry.Purpose);
        Text("\"reason\":"u8, entry.Reason);
        Text("\"recipient\":"u8, entry.Recipient);
        Text("\"recipientSystem\":"u8, entry.RecipientSystem);
        Subjects(entry.Subjects, firstSubject, subjects);
        Withheld(entry.Withheld);
        Raw("}"u8);
    }

    private void Agreements(IReadOnlyList<string> agreements)
    {
        if (agreements.Count == 0)
        {
            return;
        }

        Name("\"agreements\":["u8);
        for (int i = 0; i < agreements.Count; i++)
        {
            Raw(i == 0 ? ""u8 : ","u8);
            Quoted(agreements[i]);
        }

        Raw("]"u8);
    }

    private void Content(ReadOnlySpan<byte> content)
    {
        if (content.Length == 0)
        {
            return;
        }

        Name("\"content\":\""u8);
        Span<byte> room = Room(content.Length * 2);
        Convert.TryToHexStringLower(content, room, out int written);
        _length += written;
        Raw("\""u8);
    }

    private void Subjects(IReadOnlyList<ulong> subjects, int first, int count)
    {
        if (count == 0)
        {
            return;
        }

        Name("\"subjects\":["u8);
        for (int i = 0; i < count; i++)
        {
            Raw(i == 0 ? "\""u8 : ",\""u8);
            subjects[first + i].TryFormat(Room(16), out int written, "x16", CultureInfo.InvariantCulture);
            _length += written;
            Raw("\""u8);
        }

        Raw("]"u8);
    }

    private void Withheld(int withheld)
    {
        if (withheld != 0)
        {
            Name("\"withheld\":"u8);
            withheld.TryFormat(Room(11), out int written, default, CultureInfo.InvariantCulture);
            _length += written;
        }
    }

    /// <summary>RFC 3339 with six digits of the second, always in UTC.</summary>
    private void Moment(long microseconds)
    {
        LedgerWords.Write(microseconds, Room(LedgerWords.MomentBytes));
        _length += LedgerWords.MomentBytes;
    }

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Name(name);
            Quoted(value.Length > MostText ? Cut(value) : value);
        }
    }

    private static string Cut(string value) => value[..(char.IsHighSurrogate(value[MostText - 1]) ? MostText - 1 : MostText)];

    private void Quoted(ReadOnlySpan<char> value)
    {
        Raw("\""u8);
        while (value.Length > 0)
        {
            int plain = value.IndexOfAny(s_escaped);
            ReadOnlySpan<char> run = plain < 0 ? value : value[..plain];
            _length += Encoding.UTF8.GetBytes(run, Room(run.Length * 3));
            if (plain < 0)
            {
                break;
            }

            Escape(value[plain]);
            value = value[(plain + 1)..];
        }

        Raw("\""u8);
    }

    private void Escape(char c)
    {
        switch (c)
        {
            case '"': Raw("\\\""u8); break;
            case '\\': Raw("\\\\"u8); break;
            case '\b': Raw("\\b"u8); break;
            case '\t': Raw("\\t"u8); break;
            case '\n': Raw("\\n"u8); break;
            case '\f': Raw("\\f"u8); break;
            case '\r': Raw("\\r"u8); break;
            default:
                Raw("\\u00"u8);
                ((int)c).TryFormat(Room(2), out int written, "x2", CultureInfo.InvariantCulture);
                _length += written;
                break;
        }
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        if (_any)
        {
            Raw(","u8);
        }

        _any = true;
        Raw(name);
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }

        return _buffer.AsSpan(_length);
    }
}
