using System.Globalization;
using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Clustering;
using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Normalising;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Scoring;

/// <summary>Puts a pair's weight into words and figures.</summary>
internal sealed class PairExplainer(RecordTable table, MatchWeights weights, BlockingPlan plan)
{
    /// <summary>Explains two rows.</summary>
    public PairExplanation Explain(int left, int right)
    {
        ulong levels = new PairComparer(table).Compare(left, right);
        List<WeightBar> bars =
        [
            new WeightBar("before comparing", "", "", "", weights.StrangerPrior, string.Create(
                CultureInfo.InvariantCulture, $"a record has {weights.Model.MatchesPerRecord:0.###} others of the same person among all it could be compared with")),
        ];
        for (int c = 0; c < table.Schema.Comparisons.Count; c++)
        {
            bars.Add(Bar(c, PairComparer.Level(levels, c), left, right));
        }

        float weight = weights.Total(left, right, levels);
        float sum = bars.Aggregate(0f, (s, b) => s + b.Bits);
        bars.Add(new WeightBar("same household", "", "", "", weight - sum, "what of this two different people of one household would share as well"));
        return new PairExplanation(bars, weight, new ScoredPair(left, right, weight).Probability, FoundBy(left, right));
    }

    private WeightBar Bar(int comparison, int level, int left, int right)
    {
        PlannedComparison planned = table.Schema.Comparisons[comparison];
        string a = Value(planned, table.Row(left));
        string b = Value(planned, table.Row(right));
        string word = level == 0 ? "missing" : ComparisonLevels.Of(planned.Kind)[level - 1];
        float bits = level == 0 ? 0 : weights.Stranger(comparison, level, left, right);
        string rarity = level == ComparisonLevels.Same && weights.SharedCount(comparison, left, right) is > 0 and int count
            ? string.Create(CultureInfo.InvariantCulture, $"; {count:N0} of {table.FrequencyTotal:N0} records hold the value") : "";
        string words = level == 0 ? "not known on both sides: no evidence" : $"{Sentence(word)}{rarity}";
        return new WeightBar(planned.Title, word, a, b, bits, words);
    }

    private static string Sentence(string level) => level switch
    {
        "same" => "equal",
        "nickname" => "two forms of one name, or the middle name in use",
        "close" => "nearly equal: a typing error",
        "initial" => "the initial agrees",
        "similar" => "alike in sound or letters",
        "part" => "one is a part of the other, or they differ in blanks and particles alone",
        "as-given" => "given and family name stand in the same order",
        "reversed" => "given and family name stand the other way round",
        "swapped" => "day and month exchanged",
        "typing-error" => "one character differs, or two are exchanged",
        "two-parts" => "two of day, month and year are equal",
        "year-only" => "only the year is known of one, and it is equal",
        "same-year" => "the same year",
        "partial" => "shares words, or another number in the same street",
        "same-area" => "the same postcode area",
        "same-at-address" => "equal, as the address already says",
        "other-at-address" => "another postcode at the same address",
        "as-names" => "alike, as the names already say",
        "same-as-names" => "equal, and made of the name alone",
        "same-name" => "equal before the @",
        _ => "different",
    };

    private string Value(PlannedComparison planned, ReadOnlySpan<int> row) => planned.Kind switch
    {
        ComparisonKind.GivenName => table.Names.Text(row[RecordSchema.Given]),
        ComparisonKind.MiddleName => table.Names.Text(row[RecordSchema.Middle]),
        ComparisonKind.FamilyName => table.Names.Text(row[RecordSchema.Family]),
        ComparisonKind.DateOfBirth => row[RecordSchema.Birth] == 0 ? "" : DateText.Print(table.Births.Date(row[RecordSchema.Birth])),
        ComparisonKind.Sex => row[RecordSchema.Sex] switch { 1 => "M", 2 => "F", _ => "" },
        ComparisonKind.Address => table.Addresses.Text(row[RecordSchema.Address]),
        ComparisonKind.Postcode => table.Postcodes.Text(row[RecordSchema.Postcode]),
        ComparisonKind.NameOrder => "",
        _ => Values(planned.Field!, row),
    };

    private static string Values(ValueField field, ReadOnlySpan<int> row)
    {
        List<string> values = [];
        foreach (int value in row.Slice(field.FirstSlot, field.Slots))
        {
            if (value != 0)
            {
                values.Add(field.Values.Text(value));
            }
        }

        return string.Join(", ", values);
    }

    private List<string> FoundBy(int left, int right)
    {
        BlockingKeys writer = new(table, plan.Enabled);
        Span<ulong> keys = stackalloc ulong[BlockingRules.MostKeys];
        Span<ulong> others = stackalloc ulong[BlockingRules.MostKeys];
        int count = writer.Write(table.Row(left), keys);
        others = others[..writer.Write(table.Row(right), others)];
        SortedSet<int> rules = [];
        foreach (ulong key in keys[..count])
        {
            if (others.Contains(key))
            {
                rules.Add(BlockingKeys.RuleOf(key));
            }
        }

        return [.. rules.Select(r => BlockingRules.All[r].Title)];
    }
}
