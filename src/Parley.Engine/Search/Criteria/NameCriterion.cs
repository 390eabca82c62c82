using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Search.Criteria;

/// <summary>A name: given names and family name, or one text in whatever order; of all the names that a record goes by, the one that agrees best.</summary>
/// <param name="given">Given names, folded; wildcards stay.</param>
/// <param name="family">The family name, folded; wildcards stay.</param>
/// <param name="anyOrder">Whether it was given in one piece, so that the other order is as good.</param>
internal sealed class NameCriterion(string given, string family, bool anyOrder) : Criterion
{
    private readonly string[] _given = given.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public override IReadOnlyList<QueryPart> Parts { get; } = [.. Terms(given, family)];

    /// <inheritdoc/>
    public override FactKinds Asks => FactKinds.Names;

    /// <inheritdoc/>
    public override bool Judge(RecordFacts facts, List<SearchReason> reasons)
    {
        List<SearchReason>? best = null;
        foreach (FoundName name in facts.Names)
        {
            Keep(ref best, Compare(_given, family, name));
            if (_given.Length > 0 && family.Length > 0 && Compare([family], string.Join(' ', _given), name) is { } reversed && reversed.Sum(r => r.Bits) > 0)
            {
                if (!anyOrder)
                {
                    reversed.Add(new SearchReason("name-order", "reversed", name.ToString(), Worth.Of(ComparisonKind.NameOrder, "reversed")));
                }

                Keep(ref best, reversed);
            }
        }

        reasons.AddRange(best ?? []);
        return true;
    }

    private static void Keep(ref List<SearchReason>? best, List<SearchReason> found)
    {
        if (found.Count > 0 && (best is null || found.Sum(r => r.Bits) > best.Sum(r => r.Bits)))
        {
            best = found;
        }
    }

    private static List<SearchReason> Compare(string[] given, string family, FoundName name)
    {
        List<SearchReason> reasons = [];
        if (family.Length > 0 && name.Family.Length > 0)
        {
            string level = Words.Family(family, name.Family);
            reasons.Add(new SearchReason("family-name", level, name.Family, Words.FamilyBits(level)));
        }

        if (given.Length > 0 && name.Given.Length > 0)
        {
            string[] found = name.Given.Split(' ');
            AddGiven(reasons, given[0], found);
            foreach (string middle in given.Skip(1))
            {
                bool same = found.Contains(middle, StringComparer.Ordinal) || (middle.Length == 1 && found.Skip(1).Any(f => f[0] == middle[0]));
                reasons.Add(new SearchReason(
                    "middle-name", same ? "same" : "different", name.Given, same || found.Length > 1 ? Worth.Of(ComparisonKind.MiddleName, same ? "same" : "different") : 0));
            }
        }

        return reasons;
    }

    // People go by their second name too: then it is worth a nickname.
    private static void AddGiven(List<SearchReason> reasons, string asked, string[] found)
    {
        string level = Words.Given(asked, found[0]);
        if (found.Skip(1).Any(f => Words.Given(asked, f) == "same") && level is "different" or "similar")
        {
            level = "nickname";
        }

        reasons.Add(new SearchReason("given-name", level, string.Join(' ', found), Words.GivenBits(level)));
    }

    private static IEnumerable<QueryPart> Terms(string given, string family) =>
        given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3).Select(w => OfWord(w, Words.GivenBits("same")))
            .Concat(family.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4).Select(w => OfWord(w, Words.FamilyBits("same"))));

    private static QueryPart OfWord(string word, double bits)
    {
        QueryPart part = new();
        if (Wildcard.IsIn(word))
        {
            part.AddBeginning(TermKind.NameWord, Wildcard.Beginning(word), bits / 2);
            return part;
        }

        if (word.Length == 1)
        {
            part.AddBeginning(TermKind.NameWord, word, 1);
            return part;
        }

        part.Add(Term.Of(TermKind.NameWord, word), bits);
        part.Add(Term.Of(TermKind.NameSound, Phonetic.Key(word)), bits / 4);
        foreach (short group in Nicknames.Of(word))
        {
            part.Add(Term.Of(TermKind.NameGroup, (ulong)group), bits / 2);
        }

        // A typing error late in a word leaves its beginning; one early in it mostly leaves the sound or the rest of the query.
        if (word.Length >= 5)
        {
            part.AddBeginning(TermKind.NameWord, word.AsSpan(0, word.Length - 2), bits / 3);
        }

        return part;
    }
}
