using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Turns the text of one field into one value, and back. Immutable; shared by all runs.</summary>
internal abstract class ValueCodec
{
    /// <summary>What it does, in a few words, for explanation: <c>date dd/MM/yyyy</c>.</summary>
    public abstract string How { get; }

    /// <summary>How faithful it is by itself.</summary>
    public virtual CodecFidelity Fidelity => CodecFidelity.Exact;

    /// <summary>Why it is not exact; empty when it is.</summary>
    public virtual string Why => "";

    /// <summary>How written text is to be taken by formats that tell kinds apart.</summary>
    public virtual ScalarKind Kind => ScalarKind.Text;

    /// <summary>
    /// Reads a field's text. None for an empty field, and for a faulty one after an issue was reported.
    /// </summary>
    public abstract Value Read(ReadOnlySpan<byte> text, int node, ReadRun run);

    /// <summary>Writes a value to a field, by one of the run's Emit methods; reports what cannot be written.</summary>
    public abstract void Write(in Value value, Shape field, WriteRun run);

    protected static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);
}
