using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Search.Criteria;

/// <summary>Any attribute by its name: its value, words of it, or a pattern.</summary>
/// <param name="attribute">The attribute's name in the dictionary.</param>
/// <param name="asked">What is asked for.</param>
internal sealed class AttributeCriterion(string attribute, string asked) : Criterion
{
    private readonly string _folded = ValueText.Free(asked);

    /// <inheritdoc/>
    public override IReadOnlyList<QueryPart> Parts { get; } = [Terms(attribute, ValueText.Free(asked))];

    /// <inheritdoc/>
    public override FactKinds Asks => FactKinds.Texts;

    /// <inheritdoc/>
    public override bool Judge(RecordFacts facts, List<SearchReason> reasons)
    {
        SearchReason? best = null;
        foreach ((string name, string text) in facts.Texts)
        {
            if (string.Equals(name, attribute, StringComparison.Ordinal))
            {
                string level = Level(text);
                double bits = Worth.Of(ComparisonKind.Free, level);
                best = best is null || bits > best.Bits ? new SearchReason(attribute, level, text, bits) : best;
            }
        }

        if (best is not null)
        {
            reasons.Add(best);
        }

        return true;
    }

    private string Level(string text)
    {
        if (Wildcard.IsIn(asked))
        {
            return Wildcard.Meets(asked, text) ? "close" : "different";
        }

        string[] words = text.Split(' ');
        return text == _folded || _folded.Split(' ').All(w => words.Contains(w, StringComparer.Ordinal)) ? "same"
            : Words.IsClose(_folded, text) ? "close" : "different";
    }

    private static QueryPart Terms(string attribute, string folded)
    {
        QueryPart part = new();
        double bits = Worth.Of(ComparisonKind.Free, "same");
        part.Add(RecordTerms.Coded(attribute, folded), bits);
        foreach (string word in folded.Split(' ').Where(w => w.Length >= 2).Take(8))
        {
            part.Add(Term.Of(TermKind.Word, word), bits / 2);
        }

        return part;
    }
}
