namespace Parley.Server.Operations;

/// <summary>Where the server stands in its life.</summary>
internal sealed class ServerState
{
    private volatile bool _stopping;

    /// <summary>True from the moment the server was told to stop.</summary>
    public bool IsStopping => _stopping;

    /// <summary>Marks that the server was told to stop.</summary>
    public void Stop() => _stopping = true;
}
