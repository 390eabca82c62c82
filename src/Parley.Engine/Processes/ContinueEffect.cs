namespace Parley.Engine.Processes;

/// <summary>There is more to do than one step may: give <see cref="ProcessContinued"/> after this step is stored.</summary>
/// <param name="Key">The instance.</param>
public sealed record ContinueEffect(string Key) : ProcessEffect(Key)
{
    /// <inheritdoc/>
    public override string Kind => "continue";
}
