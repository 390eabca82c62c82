namespace Parley.Server.Processes;

/// <summary>
/// The steps of an instance. The newest stand in its own row; those before them in pieces of their own, each with the state that it ended with, so that the
/// oldest can be given up and a replay begins after them.
/// </summary>
internal sealed class ProcessRecord
{
    /// <summary>How many pieces are kept beside the instance's own row.</summary>
    public const int MostPieces = 16;

    private const int MostBytes = 32 << 10;
    private const int MostSteps = 256;

    private readonly List<byte[]> _newest = [];
    private readonly List<long> _pieces = [];
    private int _bytes;

    /// <summary>How many steps it has had; the number of the next.</summary>
    public long Count { get; private set; }

    /// <summary>The steps in the instance's own row, the oldest first.</summary>
    public IReadOnlyList<byte[]> Newest => _newest;

    /// <summary>Whether the steps in the instance's own row are to go into a piece.</summary>
    public bool IsFull => _bytes > MostBytes || _newest.Count >= MostSteps;

    /// <summary>Adds a step.</summary>
    public void Add(byte[] step)
    {
        _newest.Add(step);
        _bytes += step.Length;
        Count++;
    }

    /// <summary>Takes the steps out as a piece.</summary>
    /// <param name="id">The key of the piece's row.</param>
    /// <param name="definition">The definition that the instance runs on now.</param>
    /// <param name="state">Its state now.</param>
    public byte[] TakePiece(long id, long definition, byte[] state)
    {
        byte[] piece = new RecordPiece(Count - _newest.Count, [.. _newest], definition, state).ToBytes();
        _pieces.Add(id);
        _newest.Clear();
        _bytes = 0;
        return piece;
    }

    /// <summary>Gives up the oldest pieces beyond what is kept.</summary>
    public IReadOnlyList<long> DropOldest()
    {
        long[] dropped = [.. _pieces.Take(_pieces.Count - MostPieces)];
        _pieces.RemoveRange(0, dropped.Length);
        return dropped;
    }

    /// <summary>A copy that can be changed without changing this.</summary>
    public ProcessRecord Copy()
    {
        ProcessRecord copy = new() { Count = Count, _bytes = _bytes };
        copy._newest.AddRange(_newest);
        copy._pieces.AddRange(_pieces);
        return copy;
    }

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(Count);
        writer.Write7BitEncodedInt(_pieces.Count);
        _pieces.ForEach(writer.Write);
        writer.Write7BitEncodedInt(_newest.Count);
        _newest.ForEach(s => RecordedEvents.Write(writer, s));
    }

    /// <summary>Reads it back.</summary>
    public static ProcessRecord Read(BinaryReader reader)
    {
        ProcessRecord record = new();
        long count = reader.Read7BitEncodedInt64();
        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            record._pieces.Add(reader.ReadInt64());
        }

        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            record.Add(RecordedEvents.ReadBytes(reader));
        }

        record.Count = count;
        return record;
    }
}
