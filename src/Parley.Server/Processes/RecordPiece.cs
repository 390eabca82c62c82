using System.Text;

namespace Parley.Server.Processes;

/// <summary>Steps of an instance that stand in a row of their own.</summary>
/// <param name="First">The number of the first, from 0.</param>
/// <param name="Steps">The steps, the oldest first.</param>
/// <param name="Definition">The definition that the instance ran on after the last.</param>
/// <param name="State">Its state after the last.</param>
internal sealed record RecordPiece(long First, IReadOnlyList<byte[]> Steps, long Definition, byte[] State)
{
    /// <summary>The piece as bytes.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream stream = new(State.Length + Steps.Sum(s => s.Length + 4) + 32);
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write7BitEncodedInt64(First);
        writer.Write7BitEncodedInt(Steps.Count);
        foreach (byte[] step in Steps)
        {
            RecordedEvents.Write(writer, step);
        }

        writer.Write7BitEncodedInt64(Definition);
        RecordedEvents.Write(writer, State);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads one back; bytes that are none throw.</summary>
    public static RecordPiece Read(byte[] bytes)
    {
        using BinaryReader reader = new(new MemoryStream(bytes), Encoding.UTF8);
        long first = reader.Read7BitEncodedInt64();
        byte[][] steps = new byte[reader.Read7BitEncodedInt()][];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = RecordedEvents.ReadBytes(reader);
        }

        return new RecordPiece(first, steps, reader.Read7BitEncodedInt64(), RecordedEvents.ReadBytes(reader));
    }
}
