using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes.Drawing;

/// <summary>A task's box with what is within it. Places are in pixels from the drawing's corner, set by the layout.</summary>
internal sealed class Box(TaskNode task)
{
    /// <summary>The room between the box's side and its text.</summary>
    public const double Padding = 12;

    /// <summary>The sizes of the fonts.</summary>
    public const double NameSize = 15;

    public const double TextSize = 13;

    /// <summary>From one line to the next.</summary>
    public const double LineHeight = 17;

    /// <summary>The room that the tick takes from the name.</summary>
    private const double Tick = 52;

    private const double FirstLine = 37;
    private const double Below = 9;
    private const int MostLines = 2;

    public TaskNode Task { get; } = task;

    /// <summary>All that the box has to say, whole: what is drawn may be cut.</summary>
    public IReadOnlyList<string> Sentences { get; } = [.. TaskText.Of(task)];

    /// <summary>The lists within it: one for most, for a try a second with the handler; a fork's branches are lists of one.</summary>
    public List<BoxList> Lists { get; } = [];

    /// <summary>Whether its lists stand side by side.</summary>
    public bool IsWide { get; init; }

    public double X { get; set; }

    public double Y { get; set; }

    public double Width { get; private set; }

    public double Height { get; set; }

    /// <summary>The task's name, as far as there is room.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The sentences in lines that fit, each with the number of its sentence.</summary>
    public IReadOnlyList<(int Sentence, string Text)> Lines { get; private set; } = [];

    /// <summary>The height of name and lines, above what is within the box.</summary>
    public double Head => FirstLine + ((Lines.Count - 1) * LineHeight) + Below;

    /// <summary>Sets the width, and breaks the text to it. A case is one line, so that what it leads to can begin beside it.</summary>
    public void SetWidth(double width)
    {
        double room = width - (2 * Padding);
        Width = width;
        Name = TextWidth.Cut(Task.Head.Name, room - Tick, NameSize, isBold: true);
        Lines = [.. Sentences.SelectMany((s, i) => TextWidth.Lines(s, room, TextSize, Task is SwitchNode ? 1 : MostLines).Select(line => (i, line)))];
    }

    /// <summary>The base line of a line, from the top of the drawing.</summary>
    public double LineAt(int line) => Y + FirstLine + (line * LineHeight);
}
