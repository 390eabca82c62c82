namespace Parley.Server.Retrieval;

/// <summary>How a system stood at one moment: what an answer says of it and what it shows of it are of the same moment.</summary>
/// <param name="Asked">The system.</param>
/// <param name="State">How it stood.</param>
internal sealed record AskedView(AskedSystem Asked, AskedState State)
{
    /// <summary>Whether it had ended.</summary>
    public bool HasEnded => State.Outcome != AskedOutcome.Waiting;
}
