using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Turns the fields of one rule into the value of one attribute, and back. Immutable; shared by all runs.</summary>
internal abstract class FieldCodec
{
    /// <summary>What it does, in a few words.</summary>
    public abstract string How { get; }

    /// <summary>How faithful it is.</summary>
    public abstract CodecFidelity Fidelity { get; }

    /// <summary>Why it is not exact; empty when it is.</summary>
    public abstract string Why { get; }

    /// <summary>Reads the attribute's value from the fields of one place; none when nothing is there.</summary>
    public abstract Value Read(ReadRun run, int place, PathReader[] fields);

    /// <summary>Writes the part of a value that one of the fields holds. The value is never none, and never a list where the field is an item of one.</summary>
    public abstract void Write(in Value value, int part, Shape field, WriteRun run);

    /// <summary>The first node of a field, marked as used; 0 when it is absent or null.</summary>
    protected static int Take(ReadRun run, int place, PathReader field)
    {
        int node = field.First(run.Tree, run.Root, place);
        if (node == 0)
        {
            return 0;
        }

        run.Tree.MarkUsed(node);
        return run.Tree.Kind(node) == NodeKind.Null ? 0 : node;
    }
}
