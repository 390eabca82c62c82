using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Coordinates;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Engine.Search;
using Xunit;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Engine.Tests.Search;

/// <summary>What an asker is given is what an index would give that holds nothing else than what the asker may see.</summary>
public sealed class SearchChoiceTests
{
    private static readonly string[] s_given = ["Jonathan", "Jon", "Joan", "Kim", "Margaret", "Peggy"];
    private static readonly string[] s_families = ["Smythe", "Smith", "Smyth", "Schmidt", "O'Brien-Jones", "Jones"];
    private static readonly string[] s_words = ["torch", "window", "harbour", "orchard", "mill", "unknown", "no", "fixed", "abode"];

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 60)]
    [InlineData(3, 60)]
    [InlineData(4, 900)]
    [InlineData(5, 900)]
    [InlineData(6, 900)]
    [InlineData(7, 3000)]
    public void Choice_IsThatOfAnIndexWithoutWhatIsHidden(int seed, int bundles)
    {
        Random random = new(seed);
        using SearchIndex whole = new();
        using SearchIndex visible = new();
        Dictionary<long, (Bundle Bundle, int Place)> permitted = [];
        double hidden = random.NextDouble();
        for (int i = 0; i < bundles; i++)
        {
            Bundle bundle = RandomBundle(random);
            int[] places = Cut(random, hidden, bundle, out Bundle seen);
            for (int place = 0; place < bundle.Records.Count; place++)
            {
                long record = 1 + (i * 10) + place;
                whole.Put(record, 0, bundle, place);
                if (places[place] >= 0)
                {
                    visible.Put(record, 0, seen, places[place]);
                    permitted.Add(record, (seen, places[place]));
                }
            }
        }

        bool anything = false;
        foreach (SearchQuery query in Enumerable.Range(0, 30).Select(_ => RandomQuery(random)))
        {
            SearchChoice asked = Ask(whole, query, permitted);
            SearchChoice expected = Ask(visible, query, permitted);

            Assert.Equal(expected.Chosen, asked.Chosen);
            Assert.Equal(expected.More, asked.More);
            Assert.Equal(OneByOne(query, permitted), asked.Chosen);
            anything |= asked.Chosen.Count > 0;
        }

        Assert.True(anything);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Candidates_ComeInTheOrderOfTheirWorth_NoneLeftOut(int seed)
    {
        Random random = new(seed);
        using SearchIndex index = new();
        List<(long Record, Bundle Bundle, int Place)> all = [];
        for (int i = 0; i < 700; i++)
        {
            Bundle bundle = RandomBundle(random);
            for (int place = 0; place < bundle.Records.Count; place++)
            {
                all.Add((1 + (i * 10) + place, bundle, place));
                index.Put(all[^1].Record, 0, bundle, place);
            }
        }

        // Some go, some are taken in anew.
        foreach (int gone in Enumerable.Range(0, 200).Select(_ => random.Next(all.Count)).Distinct().OrderDescending().ToList())
        {
            index.Remove(all[gone].Record);
            if (gone % 2 == 0)
            {
                all.Add(all[gone]);
                index.Put(all[gone].Record, 0, all[gone].Bundle, all[gone].Place);
            }

            all.RemoveAt(gone);
        }

        foreach (QueryPlan plan in Enumerable.Range(0, 25).Select(_ => QueryPlan.Of(RandomQuery(random))))
        {
            SearchChoice choice = index.Find(plan, _ => true);
            List<long> given = [];
            while (choice.Next() is { Count: > 0 } page)
            {
                given.AddRange(page.Select(c => c.Record));
            }

            Assert.Equal(
                all.Select((a, at) => (a.Record, Worth: plan.Weigh(a.Bundle, a.Place), at)).Where(a => a.Worth > 0).OrderByDescending(a => a.Worth).ThenByDescending(a => a.at)
                    .Select(a => a.Record),
                given);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    public void HundredsThatMeetBetterButAreHidden_TakeNoPlace(int seen, int chosen)
    {
        using SearchIndex index = new();
        Bundle better = Read("""{"records":[{"id":"p","type":"Person","attributes":{"givenNames":["Jonathan"],"familyName":"Smythe","dateOfBirth":"1980-02-11"}}],"links":[]}""");
        Bundle worse = Read("""{"records":[{"id":"p","type":"Person","attributes":{"familyName":"Smyth"}}],"links":[]}""");
        Dictionary<long, (Bundle, int)> permitted = [];
        for (int i = 1; i <= 900 + seen; i++)
        {
            index.Put(i, 0, i <= seen ? worse : better, 0);
            if (i <= seen)
            {
                permitted.Add(i, (worse, 0));
            }
        }

        SearchChoice choice = Ask(index, new SearchQuery { GivenNames = "Jonathan", FamilyName = "Smythe", DateOfBirth = "1980-02-11" }, permitted);

        Assert.Equal((chosen, seen > chosen), (choice.Chosen.Count, choice.More));
    }

    [Fact]
    public void WholeRecords_AreWorthWhatTheIndexSays()
    {
        Random random = new(7);
        using SearchIndex index = new();
        Dictionary<long, (Bundle Bundle, int Place)> permitted = [];
        for (long record = 1; record <= 900; record += 3)
        {
            Bundle bundle = RandomBundle(random);
            for (int place = 0; place < 3; place++)
            {
                index.Put(record + place, 0, bundle, place);
                permitted.Add(record + place, (bundle, place));
            }
        }

        foreach (SearchQuery query in Enumerable.Range(0, 60).Select(_ => RandomQuery(random)))
        {
            SearchChoice weighed = Ask(index, query, permitted);
            SearchChoice whole = index.Find(QueryPlan.Of(query), _ => true);
            while (whole.Next() is { Count: > 0 } page)
            {
                foreach (SearchCandidate candidate in page)
                {
                    whole.Consider(candidate, candidate.Worth);
                }
            }

            Assert.Equal(weighed.Chosen, whole.Chosen);
            Assert.Equal(weighed.More, whole.More);
        }
    }

    [Fact]
    public void Limit_IsSaid_AsMore()
    {
        using SearchIndex index = new();
        Bundle person = Read("""{"records":[{"id":"p","type":"Person","attributes":{"familyName":"Smythe"}}],"links":[]}""");
        for (int i = 1; i <= SearchChoice.MostExamined + 1; i++)
        {
            index.Put(i, 0, person, 0);
        }

        SearchChoice first = Ask(index, new SearchQuery { FamilyName = "Smythe" }, []);
        index.Remove(1);
        SearchChoice second = Ask(index, new SearchQuery { FamilyName = "Smythe" }, []);

        Assert.Equal((0, true), (first.Chosen.Count, first.More));
        Assert.Equal((0, false), (second.Chosen.Count, second.More));
    }

    [Fact]
    public void WordBehindManyWithheldOnes_StillFinds()
    {
        using SearchIndex index = new();
        string many = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"word{i}"));
        Bundle bundle = Read($$$"""{"records":[{"id":"i","type":"Incident","attributes":{"summary":"{{{many}}}","reference":"INC-77"}}],"links":[]}""");
        Bundle seen = Read("""{"records":[{"id":"i","type":"Incident","attributes":{"reference":"INC-77"}}],"links":[]}""");
        index.Put(1, 0, bundle, 0);

        Assert.Equal([1L], Ask(index, new SearchQuery { Text = "77" }, new() { [1] = (seen, 0) }).Chosen);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void WhatTheQueryAsksFor_IsWorthAndJudgedAsTheWholeRecord(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 400; i++)
        {
            Bundle bundle = RandomBundle(random);
            QueryPlan plan = QueryPlan.Of(random.Next(3) > 0 ? RandomQuery(random) : new SearchQuery
            {
                Identifier = $"WX{random.Next(30)}", Postcode = "ZZ99 1AA", Telephone = "077009", Email = "kim@example.com", Sex = "male",
                Attributes = new Dictionary<string, string> { ["make"] = Pick(random, s_words) },
            });
            for (int place = 0; place < bundle.Records.Count; place++)
            {
                RecordFacts whole = RecordFacts.Of(bundle, place);

                Assert.Equal(plan.Weigh(whole), plan.Weigh(bundle, place));
                Assert.Equivalent(plan.Judge(whole), plan.Judge(bundle, place), strict: true);
            }
        }
    }

    // Every record that may be seen, weighed by all that may be seen of it.
    private static List<long> OneByOne(SearchQuery query, Dictionary<long, (Bundle Bundle, int Place)> permitted)
    {
        QueryPlan plan = QueryPlan.Of(query);
        List<(long Record, int Worth)> all = [.. permitted.Select(p => (p.Key, Worth: plan.Weigh(RecordFacts.Of(p.Value.Bundle, p.Value.Place)))).Where(p => p.Worth > 0)];
        return [.. all.Where(p => p.Worth * 4L >= all.Max(a => a.Worth)).OrderByDescending(p => p.Worth).ThenByDescending(p => p.Record).Take(SearchChoice.MostChosen).Select(p => p.Record)];
    }

    private static SearchChoice Ask(SearchIndex index, SearchQuery query, Dictionary<long, (Bundle Bundle, int Place)> permitted)
    {
        SearchChoice choice = index.Find(QueryPlan.Of(query), _ => true);
        while (choice.Next() is { Count: > 0 } page)
        {
            foreach (SearchCandidate candidate in page)
            {
                if (permitted.TryGetValue(candidate.Record, out (Bundle Bundle, int Place) seen))
                {
                    choice.Consider(candidate, choice.WorthOf(seen.Bundle, seen.Place));
                }
            }
        }

        return choice;
    }

    private static SearchQuery RandomQuery(Random random)
    {
        SearchQuery query = new() { FamilyName = Pick(random, s_families) };
        query = random.Next(3) == 0 ? query with { GivenNames = Pick(random, s_given) } : query;
        query = random.Next(3) == 0 ? query with { DateOfBirth = Born(random) } : query;
        query = random.Next(4) == 0 ? query with { Registration = $"WX{random.Next(30)}" } : query;
        query = random.Next(4) == 0 ? query with { Near = new GeoPoint(52 + (random.Next(4) / 100.0), -1.5), Metres = 1500 } : query;
        query = random.Next(4) == 0 ? query with { Address = $"{random.Next(9)} {Pick(random, s_words)}" } : query;
        return random.Next(4) switch
        {
            0 => query with { FamilyName = null, Text = $"{Pick(random, s_given)} {Pick(random, s_words)}", Typing = random.Next(2) == 0 },
            1 => query with { FamilyName = null, Name = random.Next(2) == 0 ? "J*" : $"{Pick(random, s_families)} {Pick(random, s_given)}" },
            _ => query,
        };
    }

    private static Bundle RandomBundle(Random random) => Read(
        $$$"""
        {"records":[
          {"id":"p","type":"Person","attributes":{"givenNames":["{{{Pick(random, s_given)}}}"],"familyName":"{{{Pick(random, s_families)}}}","alias":["{{{Pick(random, s_given)}}} {{{Pick(random, s_families)}}}"],
            "dateOfBirth":"{{{Born(random)}}}","addressText":"{{{random.Next(9)}}} {{{Pick(random, s_words)}}} {{{Pick(random, s_words)}}}"}},
          {"id":"v","type":"Vehicle","attributes":{"registration":"WX{{{random.Next(30)}}}","make":"{{{Pick(random, s_words)}}}"}},
          {"id":"l","type":"Location","attributes":{"position":{"latitude":{{{52 + (random.Next(4) / 100.0)}}},"longitude":-1.5 },"street":"{{{Pick(random, s_words)}}}","town":"{{{Pick(random, s_words)}}}"}}],
         "links":[{"from":"p","role":"driver-of","to":"v"},{"from":"p","role":"home-address","to":"l"}]}
        """);

    // As a decision cuts: whole records with their links, and attributes as a whole. Gives the records' places in what is left; -1 for those hidden.
    private static int[] Cut(Random random, double hidden, Bundle bundle, out Bundle seen)
    {
        seen = new Bundle();
        int[] places = new int[bundle.Records.Count];
        for (int i = 0, next = 0; i < places.Length; i++)
        {
            places[i] = random.NextDouble() < hidden ? -1 : next++;
            if (places[i] < 0)
            {
                continue;
            }

            Record record = new(bundle.Records[i].Type);
            foreach (AttributeValue item in bundle.Records[i].Attributes)
            {
                if (random.Next(3) > 0)
                {
                    record.Set(item.Attribute, item.Value);
                }
            }

            seen.Add(record);
        }

        foreach (Link link in bundle.LinkSpan)
        {
            if (places[link.From] >= 0 && places[link.To] >= 0 && random.Next(4) > 0)
            {
                seen.Add(link with { From = places[link.From], To = places[link.To] });
            }
        }

        return places;
    }

    private static string Born(Random random) => $"{1970 + random.Next(4)}-0{1 + random.Next(4)}-0{1 + random.Next(4)}";

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static Bundle Read(string json)
    {
        IssueSink issues = new();
        Bundle bundle = PoleJson.Read(Encoding.UTF8.GetBytes(json), BuiltInDictionary.BuiltIn, issues)!;
        Assert.Empty(issues.Issues);
        return bundle;
    }
}
