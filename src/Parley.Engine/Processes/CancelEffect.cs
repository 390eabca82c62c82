namespace Parley.Engine.Processes;

/// <summary>An earlier effect is no longer wanted: stop the timer, end the subscription, take the human task back, cancel the child; an answer that comes all the same is not handled.</summary>
/// <param name="Key">The earlier effect's key.</param>
public sealed record CancelEffect(string Key) : ProcessEffect(Key)
{
    /// <inheritdoc/>
    public override string Kind => "cancel";
}
