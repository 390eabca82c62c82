using Parley.Engine.Dictionary;

namespace Parley.Engine.Sharing;

/// <summary>The links of each record of a bundle, found once for all records.</summary>
internal sealed class LinkEnds
{
    private readonly int[] _first;
    private readonly int[] _links;

    public LinkEnds(Bundle bundle)
    {
        ReadOnlySpan<Link> links = bundle.LinkSpan;
        _first = new int[bundle.Records.Count + 1];
        foreach (ref readonly Link link in links)
        {
            _first[link.From + 1]++;
            _first[link.To + 1] += link.To == link.From ? 0 : 1;
        }

        for (int i = 1; i < _first.Length; i++)
        {
            _first[i] += _first[i - 1];
        }

        _links = new int[_first[^1]];
        int[] next = [.. _first];
        for (int i = 0; i < links.Length; i++)
        {
            _links[next[links[i].From]++] = i;
            if (links[i].To != links[i].From)
            {
                _links[next[links[i].To]++] = i;
            }
        }
    }

    /// <summary>The places of a record's links.</summary>
    public ArraySegment<int> Of(int record) => new(_links, _first[record], _first[record + 1] - _first[record]);
}
