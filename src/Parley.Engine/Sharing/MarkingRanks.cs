using Parley.Engine.Dictionary;

namespace Parley.Engine.Sharing;

/// <summary>The markings from low to high.</summary>
internal sealed class MarkingRanks
{
    private static readonly string[] s_classifications = ["OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP-SECRET"];

    private readonly Dictionary<string, int> _ranks;

    public MarkingRanks(PoleDictionary dictionary)
    {
        IEnumerable<string> codes = dictionary.CodeLists.TryGetValue("marking", out CodeList? list) ? list.Entries.Select(e => e.Code) : s_classifications;
        _ranks = codes.Select((code, rank) => (code, rank)).ToDictionary(c => c.code, c => c.rank, StringComparer.Ordinal);
    }

    /// <summary>The rank of a record's marking. What has no marking is OFFICIAL, as all of government's information is; an unknown one is above all.</summary>
    public int Of(Value marking) => marking.IsNone ? 0 : _ranks.GetValueOrDefault(marking.ToString(), int.MaxValue);

    /// <summary>The rank of a bound; an unknown one lets nothing pass.</summary>
    public int Bound(string marking) => _ranks.GetValueOrDefault(marking, -1);
}
