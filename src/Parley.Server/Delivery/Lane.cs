using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>The deliveries of one order key to one recipient: the first is under way or waits, the rest wait for it.</summary>
/// <remarks>Guarded by the lock of its queue.</remarks>
internal sealed class Lane(long key)
{
    private Queue<DeliveryRow>? _rest;

    public long Key => key;

    /// <summary>The delivery whose turn it is.</summary>
    public DeliveryRow? Head { get; private set; }

    /// <summary>True when the last attempt did not reach the recipient.</summary>
    public bool Unreachable { get; set; }

    /// <summary>Adds a delivery; true when it is the lane's only one.</summary>
    public bool Add(DeliveryRow row)
    {
        if (Head is null)
        {
            Head = row;
            return true;
        }

        (_rest ??= new Queue<DeliveryRow>()).Enqueue(row);
        return false;
    }

    /// <summary>Takes the first delivery out; false when none is left.</summary>
    public bool Advance()
    {
        Unreachable = false;
        if (_rest is { Count: > 0 })
        {
            Head = _rest.Dequeue();
            return true;
        }

        Head = null;
        return false;
    }
}
