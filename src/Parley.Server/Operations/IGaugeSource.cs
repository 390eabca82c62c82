namespace Parley.Server.Operations;

/// <summary>A module that has levels to show (queue depths, breakers) beside what it counts.</summary>
internal interface IGaugeSource
{
    /// <summary>The levels now: name, what it is, labels (<see cref="MetricsCollector.Label"/>) and value.</summary>
    IEnumerable<(string Name, string Help, string Labels, double Value)> Read();
}
