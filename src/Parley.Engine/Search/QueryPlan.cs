using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Normalising;
using Parley.Engine.Search.Criteria;

namespace Parley.Engine.Search;

/// <summary>A query made ready: asked of the index once, and of each record that it finds.</summary>
public sealed class QueryPlan
{
    private const int MostWords = 12;
    private const string Ten = "1000000000";

    private readonly List<Criterion> _criteria = [];
    private readonly List<(string Part, string Said)> _unread = [];

    private readonly Lazy<QueryPart[]> _parts;

    // What the comparison looks at, and what the terms are made of that the query asks the index for.
    private readonly Lazy<FactKinds> _judged;
    private readonly Lazy<FactKinds> _weighed;

    private QueryPlan(SearchQuery query)
    {
        Query = query;
        _parts = new(() => [.. _criteria.SelectMany(c => c.Parts).OrderByDescending(p => p.Required)]);
        _judged = new(() => _criteria.Aggregate(FactKinds.None, (kinds, c) => kinds | c.Asks));
        _weighed = new(() => Parts.Aggregate(FactKinds.None, (kinds, p) => kinds | p.Asks));
    }

    /// <summary>The query.</summary>
    public SearchQuery Query { get; }

    /// <summary>The parts of the query that say something, but nothing that could be compared: a date that is none, a number without digits.</summary>
    public IReadOnlyList<(string Part, string Said)> Unread => _unread;

    /// <summary>Whether the index can be asked for anything: a pattern of which too little is given names no record.</summary>
    public bool FindsRecords => Parts.Any(p => !p.IsEmpty);

    /// <summary>How the index is asked: first what is required.</summary>
    internal IReadOnlyList<QueryPart> Parts => _parts.Value;

    /// <summary>Makes a query ready.</summary>
    public static QueryPlan Of(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        QueryPlan plan = new(query);
        plan.AddNames();
        plan.AddMarks();
        plan.AddOthers();
        plan.AddText();
        return plan;
    }

    /// <summary>Judges a record by what the asker may see of it; null when it is out of the question or more speaks against it than for it.</summary>
    public SearchMatch? Judge(Dictionary.Bundle permitted, int place)
    {
        ArgumentNullException.ThrowIfNull(permitted);
        return Judge(RecordFacts.Of(permitted, place, _judged.Value));
    }

    /// <summary>The same by what is known of the record, of which only what the query asks for counts.</summary>
    internal SearchMatch? Judge(RecordFacts facts)
    {
        List<SearchReason> reasons = [];
        foreach (Criterion criterion in _criteria)
        {
            if (!criterion.Judge(facts, reasons))
            {
                return null;
            }
        }

        double bits = reasons.Sum(r => r.Bits);
        return bits > 0 ? new SearchMatch(Math.Round(bits, 2), [.. reasons.OrderByDescending(r => r.Bits)]) : null;
    }

    /// <summary>What the index would give for a record if it held only this of it; 0 when it would not find it.</summary>
    internal int Weigh(Dictionary.Bundle permitted, int place) => Weigh(RecordFacts.Of(permitted, place, _weighed.Value));

    /// <summary>The same by what is known of the record, of which only what the query asks for counts.</summary>
    internal int Weigh(RecordFacts facts)
    {
        ulong[] terms = RecordTerms.Of(facts);
        int total = 0;
        foreach (QueryPart part in _parts.Value)
        {
            int worth = part.Weigh(terms);
            if (worth == 0 && part.Required)
            {
                return 0;
            }

            total += worth;
        }

        return total;
    }

    private void AddNames()
    {
        if (Said(Query.GivenNames) || Said(Query.FamilyName))
        {
            _criteria.Add(new NameCriterion(NamePart(Query.GivenNames, false), NamePart(Query.FamilyName, true), anyOrder: false));
        }

        if (Said(Query.Name))
        {
            FoundName name = Wildcard.IsIn(Query.Name) ? Patterns(Query.Name!) : FoundName.Of(Query.Name!);
            _criteria.Add(new NameCriterion(name.Given, name.Family, anyOrder: true));
        }

        if (Said(Query.DateOfBirth))
        {
            uint date = DateText.Read(Query.DateOfBirth, false);
            Add("dateOfBirth", Query.DateOfBirth, date > 0 ? new BirthCriterion(date) : null);
        }

        if (Said(Query.Sex))
        {
            int sex = ValueText.Sex(Query.Sex);
            Add("sex", Query.Sex, sex > 0 ? new SexCriterion(sex) : null);
        }
    }

    private void AddMarks()
    {
        AddMark(("telephone", Query.Telephone), Telephone(Query.Telephone), ComparisonKind.Telephone, (TermKind.Digits, TermKind.DigitsReversed, TermKind.DigitsInside), FactKinds.Telephones, f => f.Telephones);
        AddMark(("email", Query.Email), Said(Query.Email) ? Wildcard.IsIn(Query.Email) ? Query.Email!.Trim().ToLowerInvariant() : ValueText.Email(Query.Email) : "", ComparisonKind.Email, (TermKind.Email, null, null), FactKinds.Emails, f => f.Emails);
        AddMark(("registration", Query.Registration), Compact(Query.Registration), ComparisonKind.Vrm, (TermKind.Mark, TermKind.MarkReversed, TermKind.MarkInside), FactKinds.Registrations, f => f.Registrations);
        AddMark(("postcode", Query.Postcode), Compact(Query.Postcode), ComparisonKind.Postcode, (TermKind.Postcode, null, null), FactKinds.Postcodes, f => f.Postcodes);
        AddMark(("identifier", Query.Identifier), Compact(Query.Identifier), ComparisonKind.ExclusiveIdentifier, (TermKind.Mark, TermKind.MarkReversed, null), FactKinds.Identifiers, f => f.Identifiers);
    }

    private void AddMark(
        (string Field, string? Said) part, string asked, ComparisonKind kind, (TermKind Forth, TermKind? Back, TermKind? Inside) terms, FactKinds asks,
        Func<RecordFacts, IEnumerable<string>> values)
    {
        if (Said(part.Said))
        {
            Add(part.Field, part.Said, asked.Length > 0 ? new MarkCriterion(part.Field, asked, kind, terms, asks, values) : null);
        }
    }

    private void Add(string part, string? said, Criterion? criterion)
    {
        if (criterion is null)
        {
            _unread.Add((part, said!.Trim()));
        }
        else
        {
            _criteria.Add(criterion);
        }
    }

    private void AddOthers()
    {
        if (Said(Query.Address))
        {
            string address = ValueText.Address(Query.Address);
            Add("address", Query.Address, address.Length > 0 ? new AddressCriterion(address) : null);
        }

        _criteria.AddRange(Query.Attributes.Where(a => Said(a.Value)).Select(a => new AttributeCriterion(a.Key, a.Value)));
        if (Query.Near is { } centre)
        {
            _criteria.Add(new NearCriterion(centre, Query.Metres));
        }

        if (Query.From is not null || Query.To is not null)
        {
            _criteria.Add(new TimeCriterion(Query.From ?? DateTime.MinValue, Query.To ?? DateTime.MaxValue));
        }
    }

    private void AddText()
    {
        if (!Said(Query.Text))
        {
            return;
        }

        string[] words = [.. Query.Text!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(FoldWord).Take(MostWords)];
        for (int i = 0; i < words.Length; i++)
        {
            bool last = i == words.Length - 1;
            _criteria.Add(new WordCriterion(words[i], Query.Typing && last, joined: false));
            string pair = last ? "" : words[i] + words[i + 1];
            if (pair.Length is >= 5 and <= 13 && pair.Any(char.IsAsciiDigit) && !Wildcard.IsIn(pair))
            {
                _criteria.Add(new WordCriterion(pair, Query.Typing && i == words.Length - 2, joined: true));
            }
        }
    }

    private static string[] FoldWord(string word) =>
        Wildcard.IsIn(word) ? [word.ToUpperInvariant()]
        : DateText.Read(word, false) != 0 ? [word]
        : Letters.Fold(word).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool Said(string? text) => !string.IsNullOrWhiteSpace(text);

    private static string NamePart(string? text, bool family) =>
        !Said(text) ? "" : Wildcard.IsIn(text) ? Patterned(text!) : NameText.Read(text, family);

    private static FoundName Patterns(string whole)
    {
        string[] words = Patterned(whole).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? default : new FoundName(string.Join(' ', words[..^1]), words[^1]);
    }

    // Folded between its wildcards.
    private static string Patterned(string text) =>
        string.Concat(text.Select(c => c is '*' or '?' ? c.ToString() : c == ' ' ? " " : Letters.Fold([c]))).Trim();

    private static string Compact(string? text) =>
        !Said(text) ? "" : Wildcard.IsIn(text) ? Patterned(text!).Replace(" ", "", StringComparison.Ordinal) : Letters.Fold(text).Replace(" ", "", StringComparison.Ordinal);

    // A whole number as records have it; a part of one without what stands before the country's own digits.
    private static string Telephone(string? text)
    {
        if (!Said(text))
        {
            return "";
        }

        string digits = string.Concat(text!.Where(c => char.IsAsciiDigit(c) || c is '*' or '?'));
        bool international = text!.TrimStart().StartsWith("+44", StringComparison.Ordinal);
        string own = international ? digits[2..] : digits.TrimStart('0');
        return Wildcard.IsIn(own) || own.Length < Ten.Length ? own : ValueText.Telephone(text);
    }
}
