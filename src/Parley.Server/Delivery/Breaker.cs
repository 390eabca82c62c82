using Parley.Engine.Workspace;

namespace Parley.Server.Delivery;

/// <summary>
/// A circuit breaker that counts failures in a row, as workspaces state it: after so many the recipient is left in peace for a while, then
/// asked by one delivery at a time until it answers.
/// </summary>
/// <remarks>
/// Polly's breaker judges by the share of failures in a time window and so cannot be told "five in a row" (a quiet recipient would never
/// open it). Not thread-safe: guarded by the lock of its recipient's queue.
/// </remarks>
internal sealed class Breaker
{
    private int _failures;
    private bool _probing;

    /// <summary>When it may be tried again; null while closed.</summary>
    public DateTimeOffset? OpenUntil { get; private set; }

    /// <summary>True while the recipient is held to be well.</summary>
    public bool IsClosed => OpenUntil is null;

    /// <summary>Whether an attempt may be made now; when open, the one that is let through is the probe.</summary>
    public bool TryEnter(DateTimeOffset now)
    {
        if (OpenUntil is not DateTimeOffset until)
        {
            return true;
        }

        if (_probing || now < until)
        {
            return false;
        }

        _probing = true;
        return true;
    }

    /// <summary>The attempt that was let through was not made: another may take its place.</summary>
    public void Leave() => _probing = false;

    /// <summary>The recipient answered. True when the breaker closes by it.</summary>
    public bool Succeed()
    {
        bool closes = !IsClosed;
        _failures = 0;
        _probing = false;
        OpenUntil = null;
        return closes;
    }

    /// <summary>The recipient failed. True when the breaker opens by it for the first time.</summary>
    public bool Fail(BreakerDefinition definition, DateTimeOffset now)
    {
        _failures++;
        if (IsClosed && _failures < definition.Failures)
        {
            return false;
        }

        bool opens = IsClosed;
        _probing = false;
        OpenUntil = now + definition.Open;
        return opens;
    }
}
