using System.Diagnostics.CodeAnalysis;

namespace Parley.Engine.Linkage.Incremental;

/// <summary>What people have decided on pairs of records, by the records' ids: it holds whether they are in the index or not.</summary>
internal sealed class JudgedPairs
{
    private readonly Dictionary<string, Dictionary<string, bool>> _judged = new(StringComparer.Ordinal);

    /// <summary>The ids of the records that somebody has decided on.</summary>
    public IEnumerable<string> Ids => _judged.Keys;

    /// <summary>Notes a decision; null for none any more.</summary>
    public void Set(string left, string right, bool? same)
    {
        SetOneWay(left, right, same);
        SetOneWay(right, left, same);
    }

    /// <summary>The decisions on a record, where there are any: with which other, and whether they are one.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out Dictionary<string, bool>? judged) => _judged.TryGetValue(id, out judged);

    private void SetOneWay(string id, string other, bool? same)
    {
        if (!_judged.TryGetValue(id, out Dictionary<string, bool>? judged))
        {
            _judged[id] = judged = new(StringComparer.Ordinal);
        }

        if (same is bool verdict)
        {
            judged[other] = verdict;
        }
        else
        {
            judged.Remove(other);
        }

        if (judged.Count == 0)
        {
            _judged.Remove(id);
        }
    }
}
