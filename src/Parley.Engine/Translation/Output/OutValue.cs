using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>Something that can be written to a field.</summary>
internal abstract class OutValue
{
    /// <summary>Writes it; false when there is nothing to write.</summary>
    public abstract bool Write(WriteRun run, Shape field);
}
