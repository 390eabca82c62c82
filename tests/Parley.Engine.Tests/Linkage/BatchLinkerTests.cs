using Parley.Engine.Linkage;
using Parley.Engine.Linkage.Columns;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Linkage.Scoring;
using Parley.Engine.Tests.Linkage.Support;
using Xunit;

namespace Parley.Engine.Tests.Linkage;

public class BatchLinkerTests
{
    private static readonly LinkOptions General = new() { Model = LinkageModelText.General, KeepPrior = true, Others = 10_000, Threshold = 5 };

    [Fact]
    public void Link_ShuffledRecordsAndOtherThreads_GivesTheSame()
    {
        List<(string Id, string[] Values)> records = People.Records(400, 3);
        string inOrder = Printed(records, 1);
        (string Id, string[] Values)[] shuffled = [.. records];
        new Random(4).Shuffle(shuffled);

        Assert.Equal(inOrder, Printed(shuffled, 2));
    }

    [Theory]
    [InlineData("UNKNOWN", "UNKNOWN", "01/01/1900", "00000")]
    [InlineData("N/A", "Not Known", "1970-01-01", "XXXXX")]
    [InlineData("", "", "", "")]
    public void Link_Placeholders_NeverLink(string given, string family, string birth, string postcode)
    {
        LinkResult result = Link(Enumerable.Range(0, 20).Select(i => ($"r{i}", new[] { given, family, birth, "M", "UNKNOWN", postcode, "00000000000" })));

        Assert.Empty(result.Pairs);
        Assert.Equal(0, result.Report.Clusters);
    }

    [Fact]
    public void Link_FatherAndSonOfOneNameAndAddress_AreNotJoined()
    {
        Assert.NotEqual(1, ClustersAmongOthers(
        [
            ("father", ["Hugh", "Okoro", "1948-05-03", "M", "12 Fennel Road", "ZX1 1AB", "01632 960123"]),
            ("son", ["Hugh", "Okoro", "1979-11-21", "M", "12 Fennel Road", "ZX1 1AB", "01632 960123"]),
        ]));
    }

    [Fact]
    public void Link_TwinsAtOneAddress_AreNotJoined()
    {
        Assert.NotEqual(1, ClustersAmongOthers(
        [
            ("one", ["Ailsa", "Okoro", "1979-11-21", "F", "12 Fennel Road", "ZX1 1AB", "01632 960123"]),
            ("two", ["Margaret", "Okoro", "1979-11-21", "F", "12 Fennel Road", "ZX1 1AB", "01632 960123"]),
        ]));
    }

    [Fact]
    public void Link_NicknameSwappedDateAndReversedNames_AreJoined()
    {
        Assert.Equal(1, ClustersAmongOthers(
        [
            ("a", ["Robert", "Okoro", "1979-11-02", "M", "12 Fennel Road", "ZX1 1AB", "07700 900123"]),
            ("b", ["Bob", "Okoro", "1979-02-11", "M", "12 Fennel Rd", "ZX1 1AB", "+44 7700 900123"]),
            ("c", ["Okoro", "Robert", "1979-11-02", "M", "", "ZX1 1AB", "07700900123"]),
        ]));
    }

    [Fact]
    public void Link_AcrossSources_GivesNoPairWithinOne()
    {
        RecordTable table = new(People.Map);
        foreach ((string id, string[] values) in People.Records(200, 5))
        {
            for (int c = 0; c < values.Length; c++)
            {
                table.Set(c, values[c]);
            }

            table.Add(id, id[^1] % 2);
        }

        LinkResult result = BatchLinker.Link(table, new LinkOptions { AcrossSources = true, OneToOne = true });

        Assert.NotEmpty(result.Pairs);
        Assert.All(result.Pairs, p => Assert.NotEqual(table.Source(p.Left), table.Source(p.Right)));
        Assert.Equal(result.Pairs.Count * 2, result.Pairs.SelectMany(p => new[] { p.Left, p.Right }).Distinct().Count());
    }

    [Fact]
    public void Explain_AnyPair_HasBarsThatAddUpToTheWeight()
    {
        LinkResult result = BatchLinker.Link(People.Table(People.Records(200, 6)), new LinkOptions());

        Assert.NotEmpty(result.Pairs);
        Assert.All(result.Pairs.Take(50), pair =>
        {
            PairExplanation explanation = result.Explain(pair.Left, pair.Right);
            Assert.Equal(pair.Weight, explanation.Weight);
            Assert.Equal(explanation.Weight, explanation.Bars.Sum(b => b.Bits), 0.001f);
            Assert.NotEmpty(explanation.FoundBy);
        });
    }

    [Fact]
    public void Link_OneNameForAll_IsCappedWithAReason()
    {
        string[] one = ["Ian", "Lee", "", "", "", "", ""];
        LinkResult result = Link(Enumerable.Range(0, 4000).Select(i => ($"r{i}", one)));

        Assert.Equal(0, result.Report.Compared);
        Assert.Contains(result.Report.Blocking, b => b.Reason.Length > 0);
    }

    [Fact]
    public void Link_TooManyComparisons_Throws() =>
        Assert.Throws<ArgumentException>(() => BatchLinker.Link(new RecordTable(new ColumnMap([.. Enumerable.Range(0, 17).Select(i => new MappedColumn($"c{i}", ColumnKind.Free))])), new LinkOptions()));

    [Fact]
    public void Link_NoRecords_GivesNothing() => Assert.Empty(Link([]).Pairs);

    // Among others, so that rarity can be told; into how many clusters the given records fall, each of one record counting too.
    private static int ClustersAmongOthers(List<(string Id, string[] Values)> records)
    {
        RecordTable table = People.Table(records.Concat(People.Records(400, 11)));
        LinkResult result = BatchLinker.Link(table, General);
        return Enumerable.Range(0, records.Count).Select(r => result.ClusterOf[r]).Distinct().Count();
    }

    private static LinkResult Link(IEnumerable<(string Id, string[] Values)> records) => BatchLinker.Link(People.Table(records), General);

    private static string Printed(IEnumerable<(string Id, string[] Values)> records, int threads)
    {
        RecordTable table = People.Table(records);
        LinkResult result = BatchLinker.Link(table, new LinkOptions { Threads = threads });
        IEnumerable<string> pairs = result.Pairs.Select(p => $"{string.Join(' ', new[] { table.Id(p.Left), table.Id(p.Right) }.Order(StringComparer.Ordinal))} {p.Weight:R}");
        IEnumerable<string> clusters = Enumerable.Range(0, table.Count).Select(r => $"{table.Id(r)} in {table.Id(result.ClusterOf[r])}").Order(StringComparer.Ordinal);
        return string.Join('\n', pairs.Concat(clusters).Append(LinkageModelText.Write(result.Model)));
    }
}
