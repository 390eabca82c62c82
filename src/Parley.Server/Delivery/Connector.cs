namespace Parley.Server.Delivery;

/// <summary>A way to a recipient. Makes one attempt; when to try again is the queue's business. Thread-safe.</summary>
internal abstract class Connector : IDisposable
{
    /// <summary>Sends one message.</summary>
    public abstract Task<AttemptResult> SendAsync(Outgoing message, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
