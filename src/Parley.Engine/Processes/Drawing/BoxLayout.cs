using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes.Drawing;

/// <summary>Makes the boxes of a definition and gives each its place.</summary>
internal static class BoxLayout
{
    public const double Gap = 26;

    private const double Least = 272;
    private const double Margin = 14;
    private const double TitleHeight = 20;

    /// <summary>The boxes of a list.</summary>
    public static BoxList Of(string title, TaskList list) => new(title, [.. list.Tasks.Select(Of)]);

    /// <summary>The size of a list.</summary>
    public static (double Width, double Height) Measure(BoxList list)
    {
        foreach (Box box in list.Boxes)
        {
            Measure(box);
        }

        double width = list.Boxes.Count == 0 ? Least : list.Width;
        double height = list.Boxes.Sum(b => b.Height) + (Gap * Math.Max(0, list.Boxes.Count - 1));
        return (width + list.Lane, height + (list.Title.Length > 0 ? TitleHeight : 0));
    }

    /// <summary>Puts a measured list at a place.</summary>
    public static void Place(BoxList list, double x, double y)
    {
        y += list.Title.Length > 0 ? TitleHeight : 0;
        foreach (Box box in list.Boxes)
        {
            Place(box, x, y);
            y += box.Height + Gap;
        }
    }

    private static Box Of(TaskNode task)
    {
        Box box = new(task) { IsWide = task is ForkNode };
        switch (task)
        {
            case ForkNode:
                box.Lists.AddRange(task.Children.Select(b => new BoxList("", [Of(b)])));
                break;
            case TryNode attempt:
                box.Lists.Add(Of("", attempt.Tried));
                if (attempt.Handler is { } handler)
                {
                    box.Lists.Add(Of("catch", handler));
                }

                break;
            default:
                if (task.Children.Any())
                {
                    box.Lists.Add(new BoxList("", [.. task.Children.Select(Of)]));
                }

                break;
        }

        return box;
    }

    private static void Measure(Box box)
    {
        (double Width, double Height)[] sizes = [.. box.Lists.Select(Measure)];
        double between = Margin * (sizes.Length - 1);
        double inner = sizes.Length == 0 ? 0 : box.IsWide ? sizes.Sum(s => s.Width) + between : sizes.Max(s => s.Width);
        box.SetWidth(Math.Max(Least, (2 * Margin) + inner));
        box.Height = box.Head + (sizes.Length == 0 ? 0 : Margin + (box.IsWide ? sizes.Max(s => s.Height) : sizes.Sum(s => s.Height) + between));
    }

    private static void Place(Box box, double x, double y)
    {
        (box.X, box.Y) = (x, y);
        double left = x + Margin;
        double top = y + box.Head;
        foreach (BoxList list in box.Lists)
        {
            (double width, double height) = Measure(list);
            Place(list, left, top);
            left += box.IsWide ? width + Margin : 0;
            top += box.IsWide ? 0 : height + Margin;
        }
    }
}
