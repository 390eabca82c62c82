using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>
/// Fields kept only as text: each becomes a line "Label: value" of one text attribute. The way back finds each field by its label;
/// an empty label stands for the text that has none.
/// </summary>
internal sealed class LinesField(string[] labels) : FieldCodec
{
    public IReadOnlyList<string> Labels => labels;

    public override string How => "lines of text: " + string.Join(", ", labels.Select(l => l.Length == 0 ? "(text)" : l));

    public override CodecFidelity Fidelity => CodecFidelity.Ambiguous;

    public override string Why => "kept as text; a value that looks like a label comes back as that field";

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        StringBuilder? text = null;
        for (int i = 0; i < fields.Length; i++)
        {
            int from = run.Nodes.Count;
            fields[i].All(run.Tree, run.Root, place, run.Nodes);
            for (int n = from; n < run.Nodes.Count; n++)
            {
                int node = run.Nodes[n];
                run.Tree.MarkUsed(node);
                string value = Text(run, node);
                if (value.Length > 0)
                {
                    text = (text is null ? new StringBuilder() : text.Append('\n')).Append(labels[i].Length == 0 ? value : $"{labels[i]}: {value}");
                }
            }

            run.Nodes.RemoveRange(from, run.Nodes.Count - from);
        }

        return text is null ? Value.None : Value.Text(text.ToString());
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        StringBuilder text = new();
        foreach (string line in value.ToString().Split('\n'))
        {
            if (LabelOf(line) == part)
            {
                text.Append(text.Length > 0 ? "\n" : "").Append(line.AsSpan(labels[part].Length == 0 ? 0 : labels[part].Length + 2));
            }
        }

        if (text.Length > 0)
        {
            run.Emit(field, text.ToString());
        }
    }

    // The label of a line, or else the field without a label, or else none.
    private int LabelOf(string line)
    {
        int found = Array.FindIndex(labels, l => l.Length > 0 && line.StartsWith(l, StringComparison.Ordinal) && line.AsSpan(l.Length).StartsWith(": "));
        return found >= 0 ? found : Array.IndexOf(labels, "");
    }

    private static string Text(ReadRun run, int node) => run.Tree.Kind(node) switch
    {
        NodeKind.True => "true",
        NodeKind.False => "false",
        _ => run.Tree.String(node),
    };
}
