using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Coordinates;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Engine.Search;
using Xunit;

namespace Parley.Engine.Tests.Search;

/// <summary>What finds a person, a vehicle or an event, and what the reasons say.</summary>
public sealed class SearchTests
{
    private static readonly Bundle[] s_people =
    [
        Person("Jonathan Paul", "Smythe", "1980-02-11", """ "telephones":["+447700900123"],"gender":"male" """),
        Person("Margaret", "O'Brien-Jones", "1955-12-03", """ "emails":["maggie@example.com"],"addressText":"12 Orchard Road, Wexford Green" """),
        Person("Zoë", "Zielińska", "1999-07-01", """ "alias":["Zed Nightowl"],"addressText":"4 Mill Lane" """),
        Person("Adam", "Unrelated", "1971-05-05", ""),
    ];

    private static readonly Bundle s_incident = Read(
        """
        {"records":[
          {"id":"i","type":"Incident","attributes":{"reference":"INC-2026-77","summary":"Man seen at the window with a torch","reportedAt":"2026-03-01T22:15:00Z"}},
          {"id":"l","type":"Location","attributes":{"position":{"latitude":52.2,"longitude":-1.5},"street":"Harbour Street","town":"Wexmouth"}},
          {"id":"v","type":"Vehicle","attributes":{"registration":"WX26ABC","colour":["blue"],"make":"Fordson"}}],
         "links":[{"from":"i","role":"occurred-at","to":"l"},{"from":"v","role":"involved-in","to":"i"}]}
        """);

    [Theory]
    [InlineData("Smith", "Jon", null, 0)]
    [InlineData("Smyth", null, "11/02/1980", 0)]
    [InlineData("Smythe", "Jonathan", "1980-11-02", 0)]
    [InlineData("Jonathan", "Smythe", null, 0)]
    [InlineData("Smythe", "J", "1980", 0)]
    [InlineData("Jones", "Peggy", null, 1)]
    [InlineData("obrien jones", "Margaret", "1955-12-08", 1)]
    [InlineData("Zielinska", "Zoe", null, 2)]
    [InlineData("Smy*", null, null, 0)]
    [InlineData("?mythe", "Jon*", null, 0)]
    public void Person_IsFound_AsNamesAndDatesAreReallyWritten(string family, string? given, string? born, int expected) =>
        Assert.Equal(expected, Assert.Single(Ask(new SearchQuery { FamilyName = family, GivenNames = given, DateOfBirth = born }).Take(1)).Person);

    [Theory]
    [InlineData("Smythe Jonathan", 0)]
    [InlineData("SMYTHE, Jonathan", 0)]
    [InlineData("Zed Nightowl", 2)]
    public void WholeName_IsFound_InAnyOrder_AndByAlias(string name, int expected) =>
        Assert.Equal(expected, Ask(new SearchQuery { Name = name })[0].Person);

    [Fact]
    public void SwappedDayAndMonth_IsSaid_AndWorthLessThanTheDayItself()
    {
        SearchMatch same = Ask(new SearchQuery { FamilyName = "Smythe", DateOfBirth = "1980-02-11" })[0].Match;
        SearchMatch swapped = Ask(new SearchQuery { FamilyName = "Smythe", DateOfBirth = "1980-11-02" })[0].Match;

        Assert.Contains(swapped.Reasons, r => r is { Field: "date-of-birth", Agreement: "swapped" });
        Assert.True(same.Bits > swapped.Bits + 5);
    }

    [Theory]
    [InlineData("07700 900123", "same")]
    [InlineData("+44 7700 900 123", "same")]
    [InlineData("900123", "part")]
    [InlineData("077009001", "part")]
    [InlineData("*0900*", "part")]
    [InlineData("*9?012*", "part")]
    [InlineData("70090", "part")]
    [InlineData("009001", "part")]
    [InlineData("07700 900124", "close")]
    public void Telephone_IsFound_WholeInPartAndMistyped(string number, string agreement)
    {
        (int person, SearchMatch match) = Assert.Single(Ask(new SearchQuery { Telephone = number }));

        Assert.Equal(0, person);
        Assert.Equal(agreement, match.Reasons[0].Agreement);
    }

    [Theory]
    [InlineData("WX26 ABC", "same")]
    [InlineData("WX26", "part")]
    [InlineData("6ABC", "part")]
    [InlineData("W*ABC", "part")]
    [InlineData("WX26A?C", "part")]
    [InlineData("*26A*", "part")]
    [InlineData("*X26*", "part")]
    [InlineData("*6AB*", "part")]
    [InlineData("?X26A??", "part")]
    [InlineData("26AB", "part")]
    [InlineData("WX26ABD", "close")]
    public void Registration_IsFound_InPart_AndLeadsToWhatTheVehicleWasIn(string mark, string agreement)
    {
        QueryPlan plan = QueryPlan.Of(new SearchQuery { Registration = mark });

        Assert.Equal([2L, 0L], Found(Index(s_incident), plan, r => (s_incident, (int)r)).OrderDescending());
        Assert.Equal(agreement, plan.Judge(s_incident, 2)!.Reasons[0].Agreement);
        Assert.Equal(agreement, plan.Judge(s_incident, 0)!.Reasons[0].Agreement);
    }

    [Theory]
    [InlineData("WX39", 3)]
    [InlineData("TUY", 3)]
    [InlineData("WX3?TUY", 3)]
    [InlineData("WX39TUY", 3)]
    [InlineData("WX38TUY", 3)]
    [InlineData("WX39QUY", 3)]
    [InlineData("XX39TUY", 3)]
    [InlineData("*39T*", 3)]
    [InlineData("*9TU*", 3)]
    [InlineData("X39TU", 3)]
    public void Registration_IsFound_AmongThousandsThatBeginAlike(string mark, long expected)
    {
        using SearchIndex index = new();
        Bundle[] vehicles = [.. Enumerable.Range(0, 3000).Select(i => Vehicle(i == expected ? "WX39TUY" : $"WX{(i % 9) + 1}{i / 300}{(char)('A' + (i % 25))}{(char)('A' + (i / 25 % 25))}B"))];
        for (int i = 0; i < vehicles.Length; i++)
        {
            index.Put(i, 0, vehicles[i], 0);
        }

        QueryPlan plan = QueryPlan.Of(new SearchQuery { Registration = mark });
        SearchChoice choice = index.Find(plan, _ => true);
        Examine(choice, r => (vehicles[r], 0));

        Assert.Contains(expected, choice.Chosen.Where(r => plan.Judge(vehicles[r], 0) is not null));
    }

    [Fact]
    public void Middle_OfEveryPlaceAndLength_IsFound()
    {
        using SearchIndex index = new();
        const string Number = "7700900123";
        index.Put(0, 0, s_people[0], 0);
        for (int from = 1; from < Number.Length - 1; from++)
        {
            for (int length = 3; from + length < Number.Length; length++)
            {
                SearchChoice choice = index.Find(QueryPlan.Of(new SearchQuery { Telephone = $"*{Number.Substring(from, length)}*" }), _ => true);
                Examine(choice, _ => (s_people[0], 0));
                Assert.Equal([0L], choice.Chosen);
            }
        }
    }

    [Fact]
    public void Middle_ThatManyHave_CostsNoMoreThanTheLimit_AndSaysSo()
    {
        using SearchIndex index = new();
        for (int i = 0; i < 20_000; i++)
        {
            index.Put(i, 0, Person("Kim", "Vance", "1980-01-01", $$""" "telephones":["+4477009{{i:00000}}"] """), 0);
        }

        SearchChoice choice = index.Find(QueryPlan.Of(new SearchQuery { Telephone = "*700*" }), _ => true);
        int examined = Examine(choice, r => (Person("Kim", "Vance", "1980-01-01", $$""" "telephones":["+4477009{{r:00000}}"] """), 0));

        Assert.Equal(SearchChoice.MostChosen, choice.Chosen.Count);
        Assert.True(choice.More);
        Assert.InRange(examined, SearchChoice.MostChosen, 2 * SearchChoice.MostChosen);
    }

    [Fact]
    public void CorrectedAndRemoved_AmongThousandsOfOneName_AreFoundAsTheyAreNow()
    {
        const int Many = 4_000;
        using SearchIndex index = new();
        Random random = new(3);
        Dictionary<long, Bundle> inForce = [];
        for (int step = 0; step < 6 * Many; step++)
        {
            long record = random.Next(Many);
            if (random.Next(4) == 0)
            {
                index.Remove(record);
                inForce.Remove(record);
            }
            else
            {
                inForce[record] = Person("Kim", "Vance", $"19{60 + random.Next(30)}-02-03", "");
                index.Put(record, 0, inForce[record], 0);
            }
        }

        foreach (int year in Enumerable.Range(1960, 30))
        {
            QueryPlan plan = QueryPlan.Of(new SearchQuery { FamilyName = "Vance", DateOfBirth = $"{year}-02-03" });
            SearchChoice choice = index.Find(plan, _ => true);
            Examine(choice, r => (inForce[r], 0));
            List<long> expected = [.. inForce.Where(r => r.Value.Records[0]["dateOfBirth"].ToString() == $"{year}-02-03").Select(r => r.Key).Order()];
            Assert.Equal(expected, choice.Chosen.Where(r => plan.Judge(inForce[r], 0)!.Reasons.Any(x => x is { Field: "date-of-birth", Agreement: "same" })).Order());
        }

        inForce.Keys.ToList().ForEach(index.Remove);
        Assert.Equal((0, 0), (index.Count, index.Find(QueryPlan.Of(new SearchQuery { FamilyName = "Vance" }), _ => true).Next().Count));
    }

    [Fact]
    public void WhatCannotBeCompared_IsSaid()
    {
        QueryPlan plan = QueryPlan.Of(new SearchQuery { FamilyName = "Smythe", DateOfBirth = "99/99/9999", Sex = "?", Telephone = "unknown", Postcode = "--", Registration = "WX39TUY" });

        Assert.Equal(["dateOfBirth", "sex", "telephone", "postcode"], plan.Unread.Select(u => u.Part));
        Assert.True(plan.FindsRecords);
        Assert.False(QueryPlan.Of(new SearchQuery { Registration = "*9T*U*" }).FindsRecords);
        Assert.False(QueryPlan.Of(new SearchQuery { Identifier = "*9TU*" }).FindsRecords);
        Assert.True(QueryPlan.Of(new SearchQuery { Near = new GeoPoint(52, -1) }).FindsRecords);
        Assert.Empty(QueryPlan.Of(new SearchQuery { DateOfBirth = "31/02/1980", Sex = "male", Telephone = "900*" }).Unread);
    }

    [Theory]
    [InlineData(52.2, -1.5, 100, true)]
    [InlineData(52.208, -1.5, 1000, true)]
    [InlineData(52.208, -1.5, 800, false)]
    [InlineData(53.2, -1.5, 50000, false)]
    public void Place_BoundsWhatIsFound(double latitude, double longitude, double metres, bool found)
    {
        QueryPlan plan = QueryPlan.Of(new SearchQuery { Near = new GeoPoint(latitude, longitude), Metres = metres, Types = ["Incident"] });

        Assert.Equal(found, plan.Judge(s_incident, 0) is not null);
        Assert.Equal(found, Found(Index(s_incident), plan, r => (s_incident, (int)r)).Any(r => plan.Judge(s_incident, (int)r) is not null));
    }

    [Theory]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", true)]
    [InlineData("2026-03-01T22:15:00Z", "2026-03-01T22:16:00Z", true)]
    [InlineData("2026-03-02T00:00:00Z", "2026-04-02T00:00:00Z", false)]
    public void Time_BoundsWhatIsFound(string from, string to, bool found)
    {
        QueryPlan plan = QueryPlan.Of(new SearchQuery { Text = "torch", From = Utc(from), To = Utc(to) });

        Assert.Equal(found, Found(Index(s_incident), plan, r => (s_incident, (int)r)).Any(r => plan.Judge(s_incident, (int)r) is not null));

        static DateTime Utc(string text) => DateTime.Parse(text, null, System.Globalization.DateTimeStyles.AdjustToUniversal);
    }

    [Theory]
    [InlineData("window torch", 0)]
    [InlineData("inc-2026-77", 0)]
    [InlineData("wx26 abc", 2)]
    [InlineData("harbour street", 1)]
    public void Text_FindsNarrativesMarksAndPlaces(string text, int expected)
    {
        QueryPlan plan = QueryPlan.Of(new SearchQuery { Text = text });
        IReadOnlyList<long> found = Found(Index(s_incident), plan, r => (s_incident, (int)r));

        Assert.Contains(expected, found.Where(r => plan.Judge(s_incident, (int)r) is not null).Select(r => (int)r));
    }

    [Theory]
    [InlineData("smy")]
    [InlineData("jonathan sm")]
    [InlineData("077009")]
    public void Typing_FindsByTheBeginningOfTheLastWord(string text)
    {
        Assert.Equal(0, Ask(new SearchQuery { Text = text, Typing = true })[0].Person);
        Assert.DoesNotContain(Ask(new SearchQuery { Text = text, Typing = true }), f => f.Person == 3);
    }

    [Fact]
    public void Attribute_OfAnyName_IsFound()
    {
        QueryPlan plan = QueryPlan.Of(new SearchQuery { Attributes = new Dictionary<string, string> { ["colour"] = "blue", ["make"] = "Fordson" } });

        Assert.Equal([2L], Found(Index(s_incident), plan, r => (s_incident, (int)r)));
        Assert.Equal(["colour", "make"], plan.Judge(s_incident, 2)!.Reasons.Select(r => r.Field).Order());
    }

    [Fact]
    public void WhatIsMissing_CountsNothing_AndWhatDiffersCountsAgainst()
    {
        SearchMatch match = Ask(new SearchQuery { FamilyName = "Unrelated", Email = "adam@example.com", DateOfBirth = "1999-09-09" })[0].Match;

        Assert.DoesNotContain(match.Reasons, r => r.Field == "email");
        Assert.True(match.Reasons.Single(r => r.Field == "date-of-birth").Bits < 0);
        Assert.Equal(match.Bits, match.Reasons.Sum(r => r.Bits), 1);
    }

    [Fact]
    public void Replaced_AndRemoved_AreNoLongerFound()
    {
        using SearchIndex index = new();
        index.Put(1, 0, s_people[0], 0);
        index.Put(2, 0, s_people[1], 0);
        index.Put(1, 0, s_people[3], 0);
        QueryPlan smythe = QueryPlan.Of(new SearchQuery { FamilyName = "Smythe" });

        Assert.Empty(Found(index, smythe, _ => (s_people[0], 0)));
        Assert.Equal([1L], Found(index, QueryPlan.Of(new SearchQuery { FamilyName = "Unrelated" }), _ => (s_people[3], 0)));
        index.Remove(1);
        index.Remove(2);

        Assert.Equal((0, 0), (index.Count, index.Terms));
    }

    [Fact]
    public void NameOfAMillionRecords_IsCapped_AndTheSecondPartOfTheQueryStillDecides()
    {
        using SearchIndex index = new();
        for (int i = 0; i < 3_000; i++)
        {
            index.Put(i, 0, s_people[0], 0);
        }

        Bundle other = Person("Jonathan", "Smythe", "1934-01-30", "");
        index.Put(5_000, 0, other, 0);
        SearchChoice choice = index.Find(QueryPlan.Of(new SearchQuery { FamilyName = "Smythe", DateOfBirth = "1934-01-30" }), _ => true);
        int examined = Examine(choice, r => (r == 5_000 ? other : s_people[0], 0));

        Assert.Equal((5_000L, SearchChoice.MostChosen, true), (choice.Chosen[0], choice.Chosen.Count, choice.More));
        Assert.Equal(SearchChoice.MostChosen + 1, examined);
    }

    [Fact]
    public void Beginnings_AreFound_HoweverManyTermsCameAndWent()
    {
        Postings postings = new(_ => false);
        Random random = new(20261122);
        SortedDictionary<string, int> there = new(StringComparer.Ordinal);
        for (int i = 0; i < 30_000; i++)
        {
            string word = $"{(char)('A' + random.Next(26))}{random.Next(20_000)}";
            if (there.Remove(word, out int place))
            {
                postings.Remove(Term.Of(TermKind.Word, word), place);
            }
            else
            {
                there.Add(word, i);
                postings.Add(Term.Of(TermKind.Word, word), i);
            }
        }

        Assert.Equal(there.Count, postings.Count);
        foreach (string beginning in new[] { "A", "B1", "C12", "D123", "Z9999", "Q0" })
        {
            Assert.Equal(
                there.Keys.Where(w => w.StartsWith(beginning, StringComparison.Ordinal)).Select(w => Term.Of(TermKind.Word, w)).Order(),
                postings.Between(Term.Of(TermKind.Word, beginning), Term.LastWith(TermKind.Word, beginning))
                    .Where(t => postings.TryFind(t, out _, out _)).Distinct().Order());
        }
    }

    [Fact]
    public void Groups_LeaveRecordsOut()
    {
        using SearchIndex index = new();
        index.Put(1, 7, s_people[0], 0);
        index.Put(2, 8, s_people[0], 0);

        Assert.Equal([2L], index.Find(QueryPlan.Of(new SearchQuery { FamilyName = "Smythe" }), g => g == 8).Next().Select(c => c.Record));
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abbbd", false)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*a*b*", "xxaxxb", true)]
    public void Wildcard_MeetsWhatItShould(string pattern, string text, bool meets) => Assert.Equal(meets, Wildcard.Meets(pattern, text));

    private static List<(int Person, SearchMatch Match)> Ask(SearchQuery query)
    {
        QueryPlan plan = QueryPlan.Of(query);
        using SearchIndex index = new();
        for (int i = 0; i < s_people.Length; i++)
        {
            index.Put(i, 0, s_people[i], 0);
        }

        return [.. Found(index, plan, r => (s_people[r], 0)).Select(r => ((int)r, Match: plan.Judge(s_people[r], 0))).Where(f => f.Match is not null)
            .OrderByDescending(f => f.Match!.Bits).Select(f => (f.Item1, f.Match!))];
    }

    private static IReadOnlyList<long> Found(SearchIndex index, QueryPlan plan, Func<long, (Bundle Bundle, int Place)> of)
    {
        SearchChoice choice = index.Find(plan, _ => true);
        Examine(choice, of);
        Assert.False(choice.More);
        return choice.Chosen;
    }

    private static int Examine(SearchChoice choice, Func<long, (Bundle Bundle, int Place)> of)
    {
        int examined = 0;
        while (choice.Next() is { Count: > 0 } page)
        {
            examined += page.Count;
            foreach (SearchCandidate candidate in page)
            {
                (Bundle bundle, int place) = of(candidate.Record);
                choice.Consider(candidate, choice.WorthOf(bundle, place));
            }
        }

        return examined;
    }

    private static SearchIndex Index(Bundle bundle)
    {
        SearchIndex index = new();
        for (int i = 0; i < bundle.Records.Count; i++)
        {
            index.Put(i, 0, bundle, i);
        }

        return index;
    }

    private static Bundle Person(string given, string family, string born, string more) => Read(
        $$$"""
        {"records":[{"id":"p","type":"Person","attributes":{"givenNames":[{{{string.Join(',', given.Split(' ').Select(g => $"\"{g}\""))}}}],"familyName":"{{{family}}}",
        "dateOfBirth":"{{{born}}}"{{{(more.Length == 0 ? "" : "," + more)}}}}}],"links":[]}
        """);

    private static Bundle Vehicle(string mark) => Read($$$"""{"records":[{"id":"v","type":"Vehicle","attributes":{"registration":"{{{mark}}}"}}],"links":[]}""");

    private static Bundle Read(string json)
    {
        IssueSink issues = new();
        Bundle bundle = PoleJson.Read(Encoding.UTF8.GetBytes(json), BuiltInDictionary.BuiltIn, issues)!;
        Assert.Empty(issues.Issues);
        return bundle;
    }
}
