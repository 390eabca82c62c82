using Parley.Engine.Formats;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Plans;

/// <summary>A compiled path: finds nodes of a message's tree by a few array look-ups.</summary>
internal sealed class PathReader
{
    private readonly Step[] _steps;
    private readonly bool _fromRoot;
    private readonly int _up;
    private readonly bool _plain;
    private readonly Shape? _only;

    public PathReader(FieldPath path, Step[] steps)
    {
        Path = path;
        _steps = steps;
        _fromRoot = path.FromRoot;
        _up = path.Up;
        _only = _up == 0 && steps is [{ Predicate: null, Index: < 0 } only] ? only.Shape : null;
        _plain = Array.TrueForAll(steps, s => s.Predicate is null && s.Index < 0);
    }

    public FieldPath Path { get; }

    /// <summary>The shape at the end of the path, or null for the place itself.</summary>
    public Shape? Leaf => _steps.Length == 0 ? null : _steps[^1].Shape;

    /// <summary>The first node at the path, or 0.</summary>
    public int First(MessageTree tree, int root, int place)
    {
        int node = _fromRoot ? root : place;
        if (_only is not null)
        {
            return tree.Child(node, _only);
        }

        node = _up == 0 ? node : Outwards(tree, node);

        if (_plain)
        {
            foreach (ref readonly Step step in _steps.AsSpan())
            {
                node = tree.Child(node, step.Shape);
                if (node == 0)
                {
                    return 0;
                }
            }

            return node;
        }

        return First(tree, node, 0, root);
    }

    /// <summary>All nodes at the path, in document order.</summary>
    public void All(MessageTree tree, int root, int place, List<int> into) => Collect(tree, _fromRoot ? root : Outwards(tree, place), 0, into);

    private int Outwards(MessageTree tree, int node)
    {
        for (int i = 0; i < _up; i++)
        {
            node = tree.Parent(node);
        }

        return node;
    }

    private int First(MessageTree tree, int node, int from, int root)
    {
        for (int i = from; i < _steps.Length; i++)
        {
            ref readonly Step step = ref _steps[i];
            node = tree.Child(node, step.Shape);
            if (step.Index >= 0)
            {
                for (int n = step.Index; n > 0 && node != 0; n--)
                {
                    node = tree.Next(node);
                }
            }
            else if (step.Predicate is not null)
            {
                while (node != 0 && !step.Predicate.Holds(tree, node))
                {
                    node = tree.Next(node);
                }
            }

            if (node == 0)
            {
                return 0;
            }
        }

        return node;
    }

    private void Collect(MessageTree tree, int node, int from, List<int> into)
    {
        if (node == 0)
        {
            return;
        }

        if (from == _steps.Length)
        {
            into.Add(node);
            return;
        }

        ref readonly Step step = ref _steps[from];
        int child = tree.Child(node, step.Shape);
        for (int n = 0; child != 0; n++, child = tree.Next(child))
        {
            if (step.Index >= 0)
            {
                if (n == step.Index)
                {
                    Collect(tree, child, from + 1, into);
                    return;
                }
            }
            else if (step.Predicate is null || step.Predicate.Holds(tree, child))
            {
                Collect(tree, child, from + 1, into);
            }
        }
    }

    internal readonly record struct Step(Shape Shape, int Index, PredicateReader? Predicate);
}
