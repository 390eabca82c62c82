using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Plans;

/// <summary>A compiled condition on a field.</summary>
internal sealed class ConditionReader(ConditionRule rule, PathReader field)
{
    private readonly byte[][] _values = [.. rule.Values.Select(Encoding.UTF8.GetBytes)];

    public ConditionRule Rule => rule;

    public bool Holds(ReadRun run, int place)
    {
        int node = field.First(run.Tree, run.Root, place);
        bool found = false;
        if (node != 0 && run.Tree.Kind(node) != NodeKind.Null)
        {
            if (_values.Length > 0)
            {
                run.Tree.MarkUsed(node);
            }

            ReadOnlySpan<byte> text = run.Tree.Kind(node) switch
            {
                NodeKind.True => "true"u8,
                NodeKind.False => "false"u8,
                _ => run.Tree.Text(node),
            };
            found = _values.Length == 0 ? !text.IsEmpty || run.Tree.Kind(node) == NodeKind.Container : Contains(text);
        }

        return found != rule.Negated;
    }

    private bool Contains(ReadOnlySpan<byte> text)
    {
        foreach (byte[] value in _values)
        {
            if (text.SequenceEqual(value))
            {
                return true;
            }
        }

        return false;
    }
}
