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

    /// <summary>Whether it takes several events together to start an instance.</summary>
    public bool IsTogether => OnKind == "all" && On.Count > 1;

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

    /// <summary>
    /// Where an instance is started by all of several events together: the filters that an event fits, by their places, each with the values by which it belongs to the others. Events of one start
    /// have the same values; none when it fits no filter.
    /// </summary>
    /// <param name="received">The CloudEvent in its JSON format.</param>
    public IReadOnlyList<(int Filter, JqValue Values)> Together(JqValue received)
    {
        ArgumentNullException.ThrowIfNull(received);
        List<(int, JqValue)> fitting = [];
        for (int i = 0; IsTogether && i < Strategy!.Filters.Count; i++)
        {
            Dictionary<string, JqValue> found = new(StringComparer.Ordinal);
            if (Strategy.Filters[i].Fits(NoArguments.Instance, JqValue.Null, received, found))
            {
                fitting.Add((i, JqValue.FromMembers(found.OrderBy(f => f.Key, StringComparer.Ordinal))));
            }
        }

        return fitting;
    }

    /// <summary>Whether events of a type may start an instance, whatever else is asked of them.</summary>
    public bool MayTake(string type) => Strategy is not null && (Strategy.Filters.Count == 0 || Strategy.Filters.Any(f => f.MayTake(type)));

    internal static TimeSpan? Length(IsoDuration? duration) =>
        duration is { } length ? TimeSpan.FromMilliseconds(length.From(DateTimeOffset.UnixEpoch)) : null;
}
