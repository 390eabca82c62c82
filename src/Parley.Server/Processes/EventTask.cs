using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>One thing to be brought together: an event with who waits for it, or who has begun to wait with the events that came before.</summary>
/// <param name="Event">The event; null for who waits.</param>
/// <param name="Listen">Who waits; null for an event.</param>
/// <param name="From">The step that it is of, as <see cref="EventBoard.Begin"/> gave it out.</param>
internal sealed record EventTask(StoredEvent? Event, ProcessListenRow? Listen, long From);
