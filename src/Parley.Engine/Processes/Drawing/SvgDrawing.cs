using System.Globalization;
using System.Security;
using System.Text;
using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes.Drawing;

/// <summary>Writes the drawing. What ran is told by a tick and a thick line too, not by colour alone.</summary>
internal sealed class SvgDrawing(ProcessDefinition definition, IReadOnlyDictionary<string, int> counts, bool isMarked)
{
    private const double Edge = 24;
    private const double TitleSize = 20;

    private readonly StringBuilder _svg = new();

    private string Title => definition.Title ?? definition.Name.Name;

    public string Draw()
    {
        BoxList list = BoxLayout.Of("", definition.List);
        (double width, double height) = BoxLayout.Measure(list);
        width = Math.Max(width, TextWidth.Of(Title, TitleSize, isBold: true));
        double top = Edge + 60;
        BoxLayout.Place(list, Edge, top);
        double bottom = top + height + 46;
        Write($"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title description\" viewBox=\"0 0 {width + (2 * Edge):0} {bottom + Edge:0}\" font-family=\"Arial, Liberation Sans, sans-serif\">");
        Write($"<title id=\"title\">{Text(Title)}</title>");
        Write($"<desc id=\"description\">{Text(definition.Name.ToString())}{(isMarked ? ", with the path that an instance took" : "")}</desc>");
        Write($"<style>{Style}</style>");
        Write("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\"/></marker></defs>");
        Write($"<text class=\"name\" x=\"{Edge:0}\" y=\"{Edge + 10:0}\">{Text(Title)}</text>");
        double middle = Middle(list.Boxes.Count == 0 ? null : list.Boxes[0]);
        double last = Middle(list.Boxes.Count == 0 ? null : list.Boxes[^1]);
        Write($"<circle class=\"start\" cx=\"{middle:0}\" cy=\"{top - 24:0}\" r=\"8\"/>");
        Line(middle, top - 16, middle, top);
        List(list);
        Write($"<circle class=\"end\" cx=\"{last:0}\" cy=\"{bottom:0}\" r=\"8\"/>");
        if (list.Boxes.Count > 0)
        {
            Line(last, list.Boxes[^1].Y + list.Boxes[^1].Height, last, bottom - 8);
        }

        Write("</svg>");
        return _svg.ToString();
    }

    private const string Style =
        ".box{fill:#fff;stroke:#505a5f;stroke-width:1.5}.ran{fill:#e5f3ea;stroke:#00703c;stroke-width:3}.task{font-size:15px;font-weight:bold;fill:#0b0c0c}" +
        ".what{font-size:13px;fill:#383f43}.name{font-size:20px;font-weight:bold;fill:#0b0c0c}.tick{font-size:14px;font-weight:bold;fill:#005a30}" +
        ".line{stroke:#505a5f;stroke-width:1.5;fill:none;marker-end:url(#arrow)}.jump{stroke:#1d70b8;stroke-width:1.5;stroke-dasharray:5 3;fill:none;marker-end:url(#arrow)}" +
        ".end{fill:#fff;stroke:#0b0c0c;stroke-width:4}.start{fill:#0b0c0c}";

    private static double Middle(Box? box) => box is null ? Edge + 120 : box.X + Math.Min(box.Width / 2, 120);

    private void List(BoxList list)
    {
        for (int i = 0; i < list.Boxes.Count; i++)
        {
            Box box = list.Boxes[i];
            One(box);
            if (i + 1 < list.Boxes.Count && GoesOn(box.Task))
            {
                double x = Middle(box);
                Line(x, box.Y + box.Height, x, list.Boxes[i + 1].Y);
            }
        }

        foreach ((int from, FlowDirective directive, int track) in list.Jumps)
        {
            Jump(list, list.Boxes[from], directive, list.TrackAt(track));
        }
    }

    private void One(Box box)
    {
        int ran = counts.GetValueOrDefault(box.Task.Reference);
        Write($"<g id=\"{Text(box.Task.Reference)}\"><title>{Text(box.Task.Reference)}{string.Concat(box.Sentences.Select(s => "&#10;" + Text(s.ReplaceLineEndings(" "))))}</title>");
        Write($"<rect class=\"box{(ran > 0 ? " ran" : "")}\" x=\"{box.X:0}\" y=\"{box.Y:0}\" width=\"{box.Width:0}\" height=\"{box.Height:0}\" rx=\"6\"/>");
        Write($"<text class=\"task\" x=\"{box.X + Box.Padding:0}\" y=\"{box.Y + 19:0}\">{Text(box.Name)}</text>");
        for (int i = 0; i < box.Lines.Count; i++)
        {
            Write($"<text class=\"what\" x=\"{box.X + Box.Padding:0}\" y=\"{box.LineAt(i):0}\">{Text(box.Lines[i].Text)}</text>");
        }

        if (ran > 0)
        {
            Write($"<text class=\"tick\" text-anchor=\"end\" x=\"{box.X + box.Width - 10:0}\" y=\"{box.Y + 19:0}\">✓{(ran > 1 ? $" ×{ran}" : "")}</text>");
        }

        Write("</g>");
        foreach (BoxList inner in box.Lists)
        {
            if (inner.Title.Length > 0 && inner.Boxes.Count > 0)
            {
                Write($"<text class=\"what\" x=\"{inner.Boxes[0].X:0}\" y=\"{inner.Boxes[0].Y - 7:0}\">{Text(inner.Title)}</text>");
            }

            List(inner);
        }
    }

    // A choice with a default never goes on of itself, an error never at all.
    private static bool GoesOn(TaskNode task) => task is SwitchNode choice && choice.Cases.Any(c => c.When is null)
        ? choice.Cases.Any(c => c.Then.Kind == FlowKind.Continue)
        : task is not RaiseNode && task.Directives.Any(d => d.Kind == FlowKind.Continue);

    // A jump leaves at the right side, beside the case it is of, goes along its track, and comes in at the right side of where it leads.
    private void Jump(BoxList list, Box box, FlowDirective directive, double x)
    {
        Box target = list.Boxes[directive.Target];
        double y = From(box, directive);
        string why = box.Task is SwitchNode choice ? choice.Cases.FirstOrDefault(c => c.Then == directive)?.Name ?? "then" : "then";
        Write($"<path class=\"jump\" d=\"M{box.X + box.Width:0} {y:0}H{x:0}V{target.Y + 14:0}H{target.X + target.Width:0}\"><title>{Text($"{why}: {target.Task.Head.Name}")}</title></path>");
    }

    private static double From(Box box, FlowDirective directive)
    {
        int number = box.Task is SwitchNode choice ? choice.Cases.TakeWhile(c => c.Then != directive).Count() + (box.Task.Head.If is null ? 0 : 1) : -1;
        int line = box.Lines.ToList().FindIndex(l => l.Sentence == number);
        return line < 0 ? box.Y + 24 : box.LineAt(line) - 4;
    }

    private void Line(double x, double y, double toX, double toY) => Write($"<path class=\"line\" d=\"M{x:0} {y:0}L{toX:0} {toY:0}\"/>");

    private void Write(FormattableString line) => _svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Write(string line) => _svg.Append(line).Append('\n');

    private static string Text(string text) => SecurityElement.Escape(string.Concat(text.Where(c => c >= ' '))) ?? "";
}
