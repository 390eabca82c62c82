using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Search.Criteria;

/// <summary>An address or words of one: how much of what was asked for the record's has.</summary>
/// <param name="address">The address, folded.</param>
internal sealed class AddressCriterion(string address) : Criterion
{
    private readonly string[] _words = address.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public override IReadOnlyList<QueryPart> Parts { get; } = [.. Terms(address)];

    /// <inheritdoc/>
    public override FactKinds Asks => FactKinds.Addresses;

    /// <inheritdoc/>
    public override bool Judge(RecordFacts facts, List<SearchReason> reasons)
    {
        SearchReason? best = null;
        foreach (string found in facts.Addresses)
        {
            string level = Level(found);
            double bits = Worth.Of(ComparisonKind.Address, level);
            best = best is null || bits > best.Bits ? new SearchReason("address", level, found, bits) : best;
        }

        if (best is not null)
        {
            reasons.Add(best);
        }

        return true;
    }

    private string Level(string found)
    {
        if (found == address)
        {
            return "same";
        }

        string[] words = found.Split(' ');
        int met = _words.Count(w => words.Any(f => f == w || (w.Length >= 4 && !char.IsAsciiDigit(w[0]) && Words.IsClose(w, f))));
        bool otherNumber = _words.Any(w => char.IsAsciiDigit(w[0]) && !words.Contains(w, StringComparer.Ordinal));
        double share = (double)met / _words.Length;
        return share >= 0.66 && !otherNumber && _words.Length > 1 ? "close" : share >= 0.4 ? "partial" : "different";
    }

    private static IEnumerable<QueryPart> Terms(string address)
    {
        foreach (string word in address.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= 2).Take(12))
        {
            QueryPart part = new();
            part.Add(Term.Of(TermKind.Word, word), 2);
            yield return part;
        }
    }
}
