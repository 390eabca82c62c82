using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes.Drawing;

/// <summary>A task's box with what is within it. Places are in pixels from the drawing's corner, set by the layout.</summary>
internal sealed class Box(TaskNode task, string summary)
{
    public TaskNode Task { get; } = task;

    public string Summary { get; } = summary;

    /// <summary>The lists within it: one for most, for a try a second with the handler; a fork's branches are lists of one.</summary>
    public List<BoxList> Lists { get; } = [];

    /// <summary>Whether its lists stand side by side.</summary>
    public bool IsWide { get; init; }

    public double X { get; set; }

    public double Y { get; set; }

    public double Width { get; set; }

    public double Height { get; set; }
}
