using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Plans;

/// <summary>
/// A bundle's links by the records they join, so that writing a message of a thousand records takes thousands of steps and not millions.
/// Rented with its run.
/// </summary>
internal sealed class LinkIndex
{
    private Ends[] _first = [];
    private Ends[] _next = [];

    /// <summary>Chains the links of each record, in their order.</summary>
    public void Build(Bundle bundle)
    {
        ReadOnlySpan<Link> links = bundle.LinkSpan;
        int records = bundle.Records.Count;
        if (_first.Length < records)
        {
            _first = new Ends[records * 2];
        }

        if (_next.Length < links.Length)
        {
            _next = new Ends[links.Length * 2];
        }

        _first.AsSpan(0, records).Fill(new Ends(-1, -1));
        for (int i = links.Length - 1; i >= 0; i--)
        {
            ref Ends from = ref _first[links[i].From];
            _next[i].From = from.From;
            from.From = i;
            ref Ends to = ref _first[links[i].To];
            _next[i].To = to.To;
            to.To = i;
        }
    }

    /// <summary>The first link that leads from a record, or to it; -1 when there is none.</summary>
    public int First(int record, bool from) => from ? _first[record].From : _first[record].To;

    /// <summary>The next link with the same end; -1 after the last.</summary>
    public int Next(int link, bool from) => from ? _next[link].From : _next[link].To;

    private record struct Ends(int From, int To);
}
