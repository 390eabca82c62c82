using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes.Drawing;

/// <summary>Boxes one below the other, with the jumps between them at their right.</summary>
internal sealed class BoxList
{
    private const double FirstTrack = 14;
    private const double TrackWidth = 10;
    private const double Beyond = 16;

    public BoxList(string title, IReadOnlyList<Box> boxes)
    {
        (Title, Boxes) = (title, boxes);
        List<int> ends = [];
        foreach ((int from, FlowDirective directive) in boxes.SelectMany((b, i) => b.Task.Directives.Where(d => d.Kind == FlowKind.Task).Select(d => (i, d))).OrderBy(j => Math.Min(j.i, j.d.Target)))
        {
            (int least, int most) = (Math.Min(from, directive.Target), Math.Max(from, directive.Target));
            int track = ends.FindIndex(e => e < least);
            if (track < 0)
            {
                track = ends.Count;
                ends.Add(0);
            }

            ends[track] = most;
            Jumps.Add((from, directive, track));
        }

        Lane = ends.Count == 0 ? 0 : FirstTrack + (ends.Count * TrackWidth) + Beyond;
    }

    /// <summary>What the list is for, when that must be said; empty otherwise.</summary>
    public string Title { get; }

    /// <summary>The boxes.</summary>
    public IReadOnlyList<Box> Boxes { get; }

    /// <summary>The jumps: from which box, by which directive, on which track; jumps past the same boxes are on tracks of their own.</summary>
    public List<(int From, FlowDirective Directive, int Track)> Jumps { get; } = [];

    /// <summary>The room at the right that the jumps take.</summary>
    public double Lane { get; }

    /// <summary>The width of the widest box.</summary>
    public double Width => Boxes.Count == 0 ? 0 : Boxes.Max(b => b.Width);

    /// <summary>Where a track is.</summary>
    public double TrackAt(int track) => Boxes[0].X + Width + FirstTrack + (track * TrackWidth);
}
