using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Search.Criteria;

/// <summary>A telephone number, registration mark, postcode, e-mail address or identifier: whole, with one typing error, or in part.</summary>
internal sealed class MarkCriterion : Criterion
{
    private const int FewestGiven = 2;

    private readonly string _field;
    private readonly string _asked;
    private readonly string _pattern;
    private readonly ComparisonKind _kind;
    private readonly Func<RecordFacts, IEnumerable<string>> _values;

    /// <summary>Makes one.</summary>
    /// <param name="field">The part of the query, for reasons.</param>
    /// <param name="asked">What is asked for in the compared form; with wildcards where a part of it is known.</param>
    /// <param name="kind">What it is worth.</param>
    /// <param name="terms">The kind of its terms, and of those read backwards; the latter null when there are none.</param>
    /// <param name="values">The record's values.</param>
    public MarkCriterion(string field, string asked, ComparisonKind kind, (TermKind Forth, TermKind? Back) terms, Func<RecordFacts, IEnumerable<string>> values)
    {
        (_field, _asked, _kind, _values) = (field, asked, kind, values);
        _pattern = Wildcard.IsIn(asked) ? asked : $"*{asked}*";
        Parts = [Terms(asked, terms)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<QueryPart> Parts { get; }

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

    private static QueryPart Terms(string asked, (TermKind Forth, TermKind? Back) terms)
    {
        QueryPart part = new();
        if (Wildcard.IsIn(asked))
        {
            AddEnds(part, Wildcard.Beginning(asked), Wildcard.End(asked), terms);
            return part;
        }

        part.Add(Term.Of(terms.Forth, asked), 19);
        int cut = Math.Max(FewestGiven, asked.Length - 2);
        AddEnds(part, asked.AsSpan(0, Math.Min(cut, asked.Length)), asked.AsSpan(Math.Max(0, asked.Length - cut)), terms);
        return part;
    }

    private static void AddEnds(QueryPart part, ReadOnlySpan<char> beginning, ReadOnlySpan<char> end, (TermKind Forth, TermKind? Back) terms)
    {
        if (beginning.Length >= FewestGiven)
        {
            part.AddBeginning(terms.Forth, beginning, 6);
        }

        if (terms.Back is TermKind back && end.Length >= FewestGiven)
        {
            char[] reversed = end.ToArray();
            Array.Reverse(reversed);
            part.AddBeginning(back, reversed, 6);
        }
    }
}
