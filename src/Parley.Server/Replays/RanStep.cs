using Parley.Engine.Processes;
using Parley.Server.Processes;

namespace Parley.Server.Replays;

/// <summary>A step that was made again.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Recorded">The step as it was kept.</param>
/// <param name="History">What became of tasks in it.</param>
internal sealed record RanStep(long Number, RecordedStep Recorded, IReadOnlyList<HistoryEntry> History);
