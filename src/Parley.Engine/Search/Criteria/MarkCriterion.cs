using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Search.Criteria;

/// <summary>A telephone number, registration mark, postcode, e-mail address or identifier: whole, with one typing error, or in part.</summary>
internal sealed class MarkCriterion : Criterion
{
    private const int FewestGiven = 2;

    // Shorter ones are not told from others by all but one of their characters.
    private const int FewestMistyped = 5;

    private const string Figures = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // What the index gives, in the order of what it is worth: the whole; what begins or ends with all that is asked for; what does so but for the last two, or has it
    // in its middle; half of it.
    private const int Whole = 12;
    private const int All = 8;
    private const int Most = 6;
    private const int Half = 4;

    private readonly string _field;
    private readonly string _asked;
    private readonly string _pattern;
    private readonly ComparisonKind _kind;
    private readonly FactKinds _asks;
    private readonly Func<RecordFacts, IEnumerable<string>> _values;

    /// <summary>Makes one.</summary>
    /// <param name="field">The part of the query, for reasons.</param>
    /// <param name="asked">What is asked for in the compared form; with wildcards where a part of it is known.</param>
    /// <param name="kind">What it is worth.</param>
    /// <param name="terms">The kind of its terms, of those read backwards, and of those from within on; the latter null when there are none.</param>
    /// <param name="asks">What of a record it looks at.</param>
    /// <param name="values">The record's values.</param>
    public MarkCriterion(
        string field, string asked, ComparisonKind kind, (TermKind Forth, TermKind? Back, TermKind? Inside) terms, FactKinds asks,
        Func<RecordFacts, IEnumerable<string>> values)
    {
        (_field, _asked, _kind, _asks, _values) = (field, asked, kind, asks, values);
        _pattern = Wildcard.IsIn(asked) ? asked : $"*{asked}*";
        Parts = Terms(asked, kind, terms);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<QueryPart> Parts { get; }

    /// <inheritdoc/>
    public override FactKinds Asks => _asks;

    /// <inheritdoc/>
    public override bool Judge(RecordFacts facts, List<SearchReason> reasons)
    {
        SearchReason? best = null;
        foreach (string value in _values(facts))
        {
            SearchReason reason = Compare(value);
            best = best is null || reason.Bits > best.Bits ? reason : best;
        }

        if (best is not null)
        {
            reasons.Add(best);
        }

        return true;
    }

    private SearchReason Compare(string value)
    {
        if (value == _asked)
        {
            return Reason("same", "same", value);
        }

        if (_kind == ComparisonKind.Postcode)
        {
            return OneEdit.Apart(value, _asked) ? Reason("typing-error", "typing-error", value)
                : Wildcard.Meets(_pattern, value) || value.AsSpan().StartsWith(_asked.AsSpan(0, Math.Max(2, _asked.Length - 3))) ? Reason("same-area", "same-area", value)
                : Reason("different", "different", value);
        }

        return Wildcard.Given(_asked) >= FewestGiven && Wildcard.Meets(_pattern, value) ? Partial(value)
            : Math.Min(value.Length, _asked.Length) >= 5 && OneEdit.Apart(value, _asked) ? Reason("close", "close", value)
            : Reason("different", "different", value);
    }

    // The more of it is known the nearer it is to the whole.
    private SearchReason Partial(string value) =>
        new(_field, "part", value, Worth.Of(_kind, "close") * Math.Min(1.0, (double)Wildcard.Given(_asked) / value.Length));

    private SearchReason Reason(string agreement, string level, string value) => new(_field, agreement, value, Worth.Of(_kind, level));

    // In two parts, the beginning and the end: what has both comes before the many that may have either.
    private static QueryPart[] Terms(string asked, ComparisonKind kind, (TermKind Forth, TermKind? Back, TermKind? Inside) terms)
    {
        (QueryPart forth, QueryPart back) = (new QueryPart(), new QueryPart());
        if (Wildcard.IsIn(asked))
        {
            AddBeginning(forth, terms.Forth, Wildcard.Beginning(asked), Most);
            AddEnd(back, terms.Back, Wildcard.End(asked), Most);
            if (forth.IsEmpty && back.IsEmpty)
            {
                AddMiddle(forth, kind, terms, Wildcard.Longest(asked));
            }

            return [forth, back];
        }

        forth.Add(Term.Of(terms.Forth, asked), terms.Back is null ? Whole + All : Whole);
        Add(asked.Length, All);
        if (asked.Length >= FewestMistyped || terms.Back is null)
        {
            Add(Math.Max(FewestGiven, asked.Length - 2), Most);
        }

        if (asked.Length < LengthOf(kind))
        {
            AddMiddle(forth, kind, terms, asked);
        }

        if (kind == ComparisonKind.Vrm && asked.Length > FewestMistyped)
        {
            // Wherever one character is wrong, one half is right. Other marks have too many halves in common for that.
            AddBeginning(forth, terms.Forth, asked.AsSpan(0, (asked.Length + 1) / 2), Half);
            AddEnd(back, terms.Back, asked.AsSpan((asked.Length + 1) / 2), Half);
        }

        return [forth, back];

        void Add(int length, int worth)
        {
            AddBeginning(forth, terms.Forth, asked.AsSpan(0, Math.Min(length, asked.Length)), worth);
            AddEnd(back, terms.Back, asked.AsSpan(Math.Max(0, asked.Length - length)), worth);
        }
    }

    // The index has what is within from every second character on: what is asked for begins at one of these or one after it.
    private static void AddMiddle(QueryPart part, ComparisonKind kind, (TermKind Forth, TermKind? Back, TermKind? Inside) terms, ReadOnlySpan<char> middle)
    {
        if (terms.Inside is not TermKind inside || middle.Length < RecordTerms.FewestInside)
        {
            return;
        }

        part.AddBeginning(terms.Forth, middle, Most);
        part.AddBeginning(inside, middle, Most);
        foreach (char before in kind == ComparisonKind.Telephone ? Figures : Figures + Letters)
        {
            string after = string.Concat([before], middle);
            part.AddBeginning(terms.Forth, after, Most);
            part.AddBeginning(inside, after, Most);
        }
    }

    // How long a whole one usually is: of that length no more than the whole is meant.
    private static int LengthOf(ComparisonKind kind) => kind == ComparisonKind.Telephone ? 10 : 7;

    private static void AddBeginning(QueryPart part, TermKind kind, ReadOnlySpan<char> beginning, int worth)
    {
        if (beginning.Length >= FewestGiven)
        {
            part.AddBeginning(kind, beginning, worth);
        }
    }

    private static void AddEnd(QueryPart part, TermKind? kind, ReadOnlySpan<char> end, int worth)
    {
        if (kind is TermKind back)
        {
            char[] reversed = end.ToArray();
            Array.Reverse(reversed);
            AddBeginning(part, back, reversed, worth);
        }
    }
}
