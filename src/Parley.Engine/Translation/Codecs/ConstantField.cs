using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>A value that the translation states: every record read here has it, and only records that have it are written here.</summary>
internal sealed class ConstantField(Value constant) : FieldCodec
{
    public Value Constant => constant;

    public override string How => $"constant {constant}";

    public override CodecFidelity Fidelity => CodecFidelity.Exact;

    public override string Why => "";

    public override Value Read(ReadRun run, int place, PathReader[] fields) => constant;

    public override void Write(in Value value, int part, Shape field, WriteRun run) => run.Emit(field, value.ToString());
}
