using Parley.Server.Operations;

namespace Parley.Server.Processes;

/// <summary>Levels of processes for the metrics.</summary>
internal sealed class ProcessGauges(ProcessRunner runner, ProcessEffects effects, EventBoard board) : IGaugeSource
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read() =>
    [
        ("parley_processes_live", "Instances of processes in memory, because something is under way for them.", "", runner.Live),
        ("parley_process_effects_under_way", "Effects of processes that are being carried out.", "", effects.UnderWay),
        ("parley_process_events_behind", "Events and instances that are still to be brought together.", "", board.Waiting),
    ];
}
