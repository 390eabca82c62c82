using Parley.Engine.Expressions;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes;

/// <summary>What starts instances of a process.</summary>
public sealed class ProcessSchedule
{
    internal ProcessSchedule()
    {
    }

    /// <summary>An instance is started each time so long has passed, whether or not the one before has ended; null for no interval.</summary>
    public TimeSpan? Every { get; internal init; }

    /// <summary>An instance is started so long after the one before has ended; null for no such delay.</summary>
    public TimeSpan? After { get; internal init; }

    /// <summary>An instance is started at the times of a cron expression; null for none.</summary>
    public CronTimes? Cron { get; internal init; }

    /// <summary>An instance is started by events; its input is the array of them. Empty for none.</summary>
    public IReadOnlyList<SubscriptionFilter> On { get; internal init; } = [];

    /// <summary><c>one</c>, <c>any</c> or <c>all</c>, when events start instances.</summary>
    public string? OnKind { get; internal init; }

    internal EventStrategy? Strategy { get; init; }

    /// <summary>Which of the filters of <see cref="On"/> an event fits, by their places; none when it starts nothing. An event of no filter (<c>any: []</c>) fits as 0.</summary>
    /// <param name="received">The CloudEvent in its JSON format.</param>
    public IReadOnlyList<int> Fitting(JqValue received)
    {
        ArgumentNullException.ThrowIfNull(received);
        return Strategy is null ? []
            : Strategy.Filters.Count == 0 ? [0]
            : [.. Enumerable.Range(0, Strategy.Filters.Count).Where(i => Strategy.Filters[i].Fits(NoArguments.Instance, JqValue.Null, received, []))];
    }

    /// <summary>Whether events of a type may start an instance, whatever else is asked of them.</summary>
    public bool MayTake(string type) => Strategy is not null && (Strategy.Filters.Count == 0 || Strategy.Filters.Any(f => f.MayTake(type)));

    internal static TimeSpan? Length(IsoDuration? duration) =>
        duration is { } length ? TimeSpan.FromMilliseconds(length.From(DateTimeOffset.UnixEpoch)) : null;
}
