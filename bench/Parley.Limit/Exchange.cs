namespace Parley.Limit;

/// <summary>One incident under way: as received, as translated, and the wait for its commit.</summary>
internal sealed class Exchange(byte[] body, byte[] xml)
{
    private readonly TaskCompletionSource<long> _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public byte[] Body { get; } = body;

    public byte[] Xml { get; } = xml;

    /// <summary>The number in the store; set by the commit writer.</summary>
    public long Id { get; set; }

    /// <summary>True once the recipient has it, so that the commit writer marks it rather than inserting it.</summary>
    public bool IsDelivered { get; set; }

    /// <summary>Ends, with the number, when the exchange is durable.</summary>
    public Task<long> Committed => _committed.Task;

    public void SetCommitted() => _committed.SetResult(Id);

    public void SetFailed(Exception failure) => _committed.TrySetException(failure);
}
