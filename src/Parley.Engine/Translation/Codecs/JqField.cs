using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Expressions;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>A value computed from fields by an expression, on the way in only. The expression sees an object of the fields it names.</summary>
internal sealed class JqField(JqProgram program, string text, string[] names, ValueCodec codec) : FieldCodec
{
    public override string How => "jq " + text;

    public override CodecFidelity Fidelity => CodecFidelity.Lost;

    public override string Why => "computed on the way in only";

    public override Value Read(ReadRun run, int place, PathReader[] fields)
    {
        KeyValuePair<string, JqValue>[] members = new KeyValuePair<string, JqValue>[names.Length];
        bool any = false;
        int first = 0;
        for (int i = 0; i < names.Length; i++)
        {
            JqValue value = Input(run, place, fields[i], ref first);
            any |= value.Kind != JqKind.Null;
            members[i] = KeyValuePair.Create(names[i], value);
        }

        if (!any)
        {
            return Value.None;
        }

        if (!program.TryFirst(JqValue.FromMembers(members), out JqValue? answer, out JqError? error))
        {
            return run.Fault(first, TranslationIssues.ExpressionFailed, error.Message);
        }

        return answer is null || answer.Kind == JqKind.Null ? Value.None
            : answer.Items.Count > 0 ? List(answer, first, run)
            : codec.Read(Text(answer), first, run);
    }

    public override void Write(in Value value, int part, Shape field, WriteRun run) =>
        throw new InvalidOperationException("A value computed on the way in is never written.");

    private Value List(JqValue answer, int node, ReadRun run)
    {
        List<Value> values = [];
        foreach (JqValue item in answer.Items)
        {
            Value value = item.Kind == JqKind.Null ? Value.None : codec.Read(Text(item), node, run);
            if (!value.IsNone)
            {
                values.Add(value);
            }
        }

        return values switch { [] => Value.None, [Value one] => one, _ => Value.List([.. values]) };
    }

    private static byte[] Text(JqValue value) => value.Kind == JqKind.String ? Encoding.UTF8.GetBytes(value.AsString) : value.ToUtf8();

    private static JqValue Input(ReadRun run, int place, PathReader field, ref int first)
    {
        int mark = run.Nodes.Count;
        field.All(run.Tree, run.Root, place, run.Nodes);
        List<JqValue> values = [];
        for (int i = mark; i < run.Nodes.Count; i++)
        {
            int node = run.Nodes[i];
            first = first == 0 ? node : first;
            run.Tree.MarkUsed(node);
            values.Add(Input(run.Tree, node));
        }

        run.Nodes.RemoveRange(mark, run.Nodes.Count - mark);
        bool isList = field.Path.Segments.Any(s => s.IsList);
        return isList ? JqValue.FromItems(values) : values.Count == 0 ? JqValue.Null : values[0];
    }

    private static JqValue Input(MessageTree tree, int node) => tree.Kind(node) switch
    {
        NodeKind.Null => JqValue.Null,

        // An empty field says nothing, here as for every other rule.
        NodeKind.Text when tree.Text(node).IsEmpty => JqValue.Null,
        NodeKind.True => JqValue.True,
        NodeKind.False => JqValue.False,
        NodeKind.Number when JqValue.TryParse(tree.Text(node), out JqValue? number, out _) => number,
        _ => JqValue.From(tree.String(node)),
    };
}
