using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Search.Criteria;

/// <summary>One word of a free text: of a name, a number, a date of birth or a narrative, whichever is worth most.</summary>
/// <param name="word">The word, folded.</param>
/// <param name="typing">Whether it is still being typed, so that it may be the beginning of one.</param>
/// <param name="joined">Whether it is two words of the text put together, as marks and numbers are written; if it meets nothing that says nothing.</param>
internal sealed class WordCriterion(string word, bool typing, bool joined) : Criterion
{
    private const int Around = 40;
    private const double NotFound = -2;

    private readonly uint _date = DateText.Read(word, false);
    private readonly string _number = word.All(char.IsAsciiDigit) ? ValueText.Telephone(word) : "";

    /// <inheritdoc/>
    public override IReadOnlyList<QueryPart> Parts { get; } = [Terms(word, typing, joined)];

    /// <inheritdoc/>
    public override FactKinds Asks => FactKinds.Names | FactKinds.BirthDates | FactKinds.Registrations | FactKinds.Identifiers | FactKinds.Telephones | FactKinds.Postcodes
        | FactKinds.Texts | FactKinds.Addresses;

    /// <inheritdoc/>
    public override bool Judge(RecordFacts facts, List<SearchReason> reasons)
    {
        SearchReason? best = Mark(facts) ?? Birth(facts);
        if (best is null && !joined)
        {
            best = Better(Name(facts), Text(facts)) ?? new SearchReason("text", "not found", word, NotFound);
        }

        if (best is not null)
        {
            reasons.Add(best);
        }

        return true;
    }

    private static SearchReason? Better(SearchReason? a, SearchReason? b) => a is null || b?.Bits > a.Bits ? b : a;

    private SearchReason? Mark(RecordFacts facts)
    {
        SearchReason? best = null;
        foreach (string value in facts.Registrations.Concat(facts.Identifiers).Concat(facts.Telephones).Concat(facts.Postcodes))
        {
            double bits = value == word || (_number.Length > 0 && value == _number) ? 19
                : typing && word.Length >= 3 && value.StartsWith(word.TrimStart('0'), StringComparison.Ordinal) ? word.Length
                : 0;
            best = bits > 0 && bits > (best?.Bits ?? 0) ? new SearchReason("text", bits == 19 ? "same" : "part", value, bits) : best;
        }

        return best;
    }

    private SearchReason? Birth(RecordFacts facts) =>
        _date != 0 && facts.BirthDates.Contains(_date) ? new SearchReason("text", "same", DateText.Print(_date), Worth.Of(ComparisonKind.DateOfBirth, "same")) : null;

    private SearchReason? Name(RecordFacts facts)
    {
        SearchReason? best = null;
        foreach (FoundName name in facts.Names)
        {
            foreach (string found in name.Family.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                best = Better(best, Name(Words.Family(word, found), Words.FamilyBits, found));
            }

            foreach (string found in name.Given.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                best = Better(best, Name(Words.Given(word, found), Words.GivenBits, found));
            }
        }

        return best;
    }

    private SearchReason? Name(string level, Func<string, double> bits, string found) =>
        level != "same" && typing && word.Length >= 2 && found.StartsWith(word, StringComparison.Ordinal) ? new SearchReason("text", "begins", found, bits("same") / 2)
        : level == "different" ? null : new SearchReason("text", level, found, bits(level));

    private SearchReason? Text(RecordFacts facts)
    {
        SearchReason? best = null;
        foreach (string text in facts.Texts.Select(t => t.Text).Concat(facts.Addresses))
        {
            foreach (Range range in text.AsSpan().Split(' '))
            {
                ReadOnlySpan<char> found = text.AsSpan(range);
                string? level = found.SequenceEqual(word) ? "same"
                    : typing && word.Length >= 2 && found.StartsWith(word) ? "begins"
                    : Wildcard.IsIn(word) ? Wildcard.Meets(word, found) ? "close" : null
                    : word.Length >= 5 && OneEdit.Apart(word, found) ? "close" : null;
                if (level is not null)
                {
                    double bits = Worth.Of(ComparisonKind.Free, level == "same" ? "same" : "close");
                    best = best is null || bits > best.Bits ? new SearchReason("text", level, Excerpt(text, range.Start.Value), bits) : best;
                }
            }
        }

        return best;
    }

    private static string Excerpt(string text, int at)
    {
        int start = Math.Max(0, at - Around);
        int end = Math.Min(text.Length, at + Around);
        return $"{(start > 0 ? "…" : "")}{text[start..end]}{(end < text.Length ? "…" : "")}";
    }

    private static QueryPart Terms(string word, bool typing, bool joined)
    {
        QueryPart part = new();
        if (Wildcard.IsIn(word))
        {
            part.AddBeginning(TermKind.NameWord, Wildcard.Beginning(word), 4);
            part.AddBeginning(TermKind.Word, Wildcard.Beginning(word), 2);
            return part;
        }

        part.Add(Term.Of(TermKind.Mark, word), 19);
        part.Add(Term.Of(TermKind.Postcode, word), 11);
        if (word.All(char.IsAsciiDigit))
        {
            part.Add(Term.Of(TermKind.Digits, ValueText.Telephone(word)), 19);
        }

        if (DateText.Read(word, false) is > 0 and uint date)
        {
            part.Add(RecordTerms.OfBirthDate(date).First(), 14);
        }

        if (joined)
        {
            return part;
        }

        part.Add(Term.Of(TermKind.NameWord, word), 8);
        part.Add(Term.Of(TermKind.NameSound, Phonetic.Key(word)), 1.3);
        part.Add(Term.Of(TermKind.Word, word), 4.6);
        foreach (short group in Nicknames.Of(word))
        {
            part.Add(Term.Of(TermKind.NameGroup, (ulong)group), 3.6);
        }

        if (typing && word.Length >= 2)
        {
            part.AddBeginning(TermKind.NameWord, word, 4);
            part.AddBeginning(TermKind.Word, word, 2);
            part.AddBeginning(TermKind.Mark, word, 3);
            part.AddBeginning(TermKind.Digits, word.TrimStart('0'), 3);
        }

        return part;
    }
}
