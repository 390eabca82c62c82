namespace Parley.Engine.Linkage.Clustering;

/// <summary>Finds the bridges of a graph: the edges without which it would fall in two. One walk in depth, without recursion.</summary>
internal sealed class BridgeWalk
{
    private readonly List<(int Other, int Edge)>[] _of;
    private readonly int[] _number;
    private readonly int[] _lowest;
    private int _next;

    public BridgeWalk(int count, IReadOnlyList<(int Left, int Right)> edges)
    {
        _of = [.. Enumerable.Range(0, count).Select(_ => new List<(int, int)>())];
        for (int e = 0; e < edges.Count; e++)
        {
            _of[edges[e].Left].Add((edges[e].Right, e));
            _of[edges[e].Right].Add((edges[e].Left, e));
        }

        _number = new int[count];
        _lowest = new int[count];
    }

    /// <summary>The bridges, by their places among the edges.</summary>
    public List<int> Find()
    {
        List<int> bridges = [];
        for (int start = 0; start < _of.Length; start++)
        {
            if (_number[start] == 0)
            {
                Walk(start, bridges);
            }
        }

        bridges.Sort();
        return bridges;
    }

    private void Walk(int start, List<int> bridges)
    {
        Stack<(int Node, int By, int Next)> path = new();
        Enter(path, start, -1);
        while (path.TryPop(out (int Node, int By, int Next) at))
        {
            if (at.Next < _of[at.Node].Count)
            {
                path.Push(at with { Next = at.Next + 1 });
                (int other, int edge) = _of[at.Node][at.Next];
                if (_number[other] == 0)
                {
                    Enter(path, other, edge);
                }
                else if (edge != at.By)
                {
                    _lowest[at.Node] = Math.Min(_lowest[at.Node], _number[other]);
                }
            }
            else if (path.TryPeek(out (int Node, int By, int Next) before))
            {
                _lowest[before.Node] = Math.Min(_lowest[before.Node], _lowest[at.Node]);
                if (_lowest[at.Node] > _number[before.Node])
                {
                    bridges.Add(at.By);
                }
            }
        }
    }

    private void Enter(Stack<(int Node, int By, int Next)> path, int node, int by)
    {
        _number[node] = _lowest[node] = ++_next;
        path.Push((node, by, 0));
    }
}
