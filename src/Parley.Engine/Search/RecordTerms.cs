using System.Runtime.InteropServices;
using Parley.Engine.Dictionary.Coordinates;
using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Search;

/// <summary>The terms by which a record is found.</summary>
internal static class RecordTerms
{
    // Of each text by itself: what is withheld from an asker must not push out words of what is not.
    private const int MostWords = 400;

    // What is longer is no number or mark of a kind whose middle anybody remembers.
    private const int MostInside = 14;

    /// <summary>How many characters of the middle of a number or mark must be known for it to be found by them.</summary>
    public const int FewestInside = 3;

    /// <summary>The terms of a record, each once, in order.</summary>
    public static ulong[] Of(RecordFacts facts)
    {
        List<ulong> terms = new(64);
        foreach (FoundName name in facts.Names)
        {
            AddName(terms, name);
        }

        foreach (uint date in facts.BirthDates)
        {
            terms.AddRange(OfBirthDate(date));
        }

        AddBothWays(terms, facts.Telephones, TermKind.Digits, TermKind.DigitsReversed);
        AddBothWays(terms, facts.Registrations, TermKind.Mark, TermKind.MarkReversed);
        AddInside(terms, facts.Telephones, TermKind.DigitsInside);
        AddInside(terms, facts.Registrations, TermKind.MarkInside);
        AddBothWays(terms, facts.Identifiers, TermKind.Mark, TermKind.MarkReversed);
        terms.AddRange(facts.Emails.Select(e => Term.Of(TermKind.Email, e)));
        terms.AddRange(facts.Postcodes.Select(p => Term.Of(TermKind.Postcode, p)));
        terms.AddRange(facts.Points.Select(Cell));
        terms.AddRange(facts.Moments.Select(Day));
        AddWords(terms, facts);
        return Distinct(terms);
    }

    /// <summary>What of a record the terms of a kind are made of.</summary>
    public static FactKinds MadeOf(TermKind kind) => kind switch
    {
        TermKind.NameWord or TermKind.NameSound or TermKind.NameGroup => FactKinds.Names,
        TermKind.BirthDate or TermKind.BirthParts => FactKinds.BirthDates,
        TermKind.Digits or TermKind.DigitsReversed or TermKind.DigitsInside => FactKinds.Telephones,
        TermKind.Mark or TermKind.MarkReversed => FactKinds.Registrations | FactKinds.Identifiers,
        TermKind.MarkInside => FactKinds.Registrations,
        TermKind.Email => FactKinds.Emails,
        TermKind.Postcode => FactKinds.Postcodes,
        TermKind.Word => FactKinds.Texts | FactKinds.Addresses,
        TermKind.Coded => FactKinds.Texts,
        TermKind.Cell => FactKinds.Points,
        TermKind.Day => FactKinds.Moments,
        _ => FactKinds.All,
    };

    /// <summary>The terms of a date of birth: the day, the same for day and month swapped, and each two of its parts.</summary>
    public static IEnumerable<ulong> OfBirthDate(uint date)
    {
        (uint year, uint month, uint day) = (date >> 16, (date >> 8) & 0xFF, date & 0xFF);
        yield return Term.Of(TermKind.BirthDate, (year << 16) | (Math.Min(month, day) << 8) | Math.Max(month, day));
        yield return Term.Of(TermKind.BirthParts, (1UL << 32) | (year << 8) | month);
        yield return Term.Of(TermKind.BirthParts, (2UL << 32) | (year << 8) | day);
        yield return Term.Of(TermKind.BirthParts, (3UL << 32) | (month << 8) | day);
        yield return Term.Of(TermKind.BirthParts, (4UL << 32) | year);
    }

    /// <summary>The term of the cell, about a kilometre wide, that a point lies in.</summary>
    public static ulong Cell(GeoPoint point) => Cell((int)Math.Floor(point.Latitude * 100), (int)Math.Floor(point.Longitude * 100));

    /// <summary>The term of a cell.</summary>
    public static ulong Cell(int north, int east) => Term.Of(TermKind.Cell, ((ulong)(uint)(north + 9_000) << 20) | (uint)(east + 18_000));

    /// <summary>The term of a day.</summary>
    public static ulong Day(DateTime moment) => Term.Of(TermKind.Day, (ulong)(moment.Ticks / TimeSpan.TicksPerDay));

    /// <summary>The term of a short value of an attribute.</summary>
    public static ulong Coded(string attribute, string folded) => Term.Of(TermKind.Coded, StableHash.Join(StableHash.Of(attribute), StableHash.Of(folded)));

    private static ulong[] Distinct(List<ulong> terms)
    {
        Span<ulong> all = CollectionsMarshal.AsSpan(terms);
        all.Sort();
        int count = 0;
        foreach (ulong term in all)
        {
            if (count == 0 || all[count - 1] != term)
            {
                all[count++] = term;
            }
        }

        return [.. all[..count]];
    }

    private static void AddName(List<ulong> terms, FoundName name)
    {
        AddNameWords(terms, name.Given);
        AddNameWords(terms, name.Family);
        if (name.Family.Contains(' ', StringComparison.Ordinal))
        {
            terms.Add(Term.Of(TermKind.NameWord, name.Family.Replace(" ", "", StringComparison.Ordinal)));
        }
    }

    private static void AddNameWords(List<ulong> terms, string name)
    {
        foreach (Range range in name.AsSpan().Split(' '))
        {
            string word = name[range];
            if (word.Length > 0)
            {
                terms.Add(Term.Of(TermKind.NameWord, word));
                terms.Add(Term.Of(TermKind.NameSound, Phonetic.Key(word)));
                terms.AddRange(Nicknames.Of(word).Select(g => Term.Of(TermKind.NameGroup, (ulong)g)));
            }
        }
    }

    private static void AddBothWays(List<ulong> terms, List<string> values, TermKind forth, TermKind back)
    {
        foreach (string value in values)
        {
            terms.Add(Term.Of(forth, value));
            terms.Add(Term.Reversed(back, value));
        }
    }

    // From every second character on, half as many as there are: what begins between two of them is looked for with any one character before it.
    private static void AddInside(List<ulong> terms, List<string> values, TermKind kind)
    {
        foreach (string value in values)
        {
            for (int at = 2; at + FewestInside <= Math.Min(value.Length, MostInside); at += 2)
            {
                terms.Add(Term.Of(kind, value.AsSpan(at)));
            }
        }
    }

    private static void AddWords(List<ulong> terms, RecordFacts facts)
    {
        foreach ((string attribute, string text) in facts.Texts)
        {
            terms.Add(Coded(attribute, text));
            AddWords(terms, text, MostWords);
        }

        foreach (string address in facts.Addresses)
        {
            // Put together of several attributes, of which some may be withheld.
            AddWords(terms, address, int.MaxValue);
        }
    }

    private static void AddWords(List<ulong> terms, string text, int most)
    {
        int words = 0;
        foreach (Range range in text.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> word = text.AsSpan(range);
            if (word.Length >= 2 && words++ < most)
            {
                terms.Add(Term.Of(TermKind.Word, word));
            }
        }
    }
}
