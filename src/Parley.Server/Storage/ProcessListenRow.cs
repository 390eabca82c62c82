namespace Parley.Server.Storage;

/// <summary>An instance that waits for events of a channel.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Process">The instance.</param>
/// <param name="Definition">The definition that the instance runs on.</param>
/// <param name="Since">The smallest key of the events that it is offered.</param>
internal sealed record ProcessListenRow(long Id, long Channel, long Process, long Definition, long Since);
