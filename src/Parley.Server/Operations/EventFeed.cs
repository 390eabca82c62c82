using System.Text.Json;

namespace Parley.Server.Operations;

/// <summary>Events that can be followed, in the order of their rows.</summary>
/// <typeparam name="T">One event.</typeparam>
internal sealed record EventFeed<T>
{
    /// <summary>The events after a row, at most so many, and the row up to which was looked.</summary>
    public required Func<long, int, CancellationToken, Task<(List<T> Events, long Last)>> ReadAsync { get; init; }

    /// <summary>From where followers go on who have had what there is up to a row.</summary>
    public required Func<long, string> PlaceOf { get; init; }

    /// <summary>From where they go on after an event, and its type.</summary>
    public required Func<T, (string Place, string Type)> HeadOf { get; init; }

    /// <summary>Writes an event: attributes of context alone, for it carries no data.</summary>
    public required Action<Utf8JsonWriter, T> Write { get; init; }

    /// <summary>Asked before each look, gives a task that ends when there is more; null where there is nothing to wait for but the time.</summary>
    public Func<Task>? Changed { get; init; }
}
