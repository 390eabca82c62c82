using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Plans;
using Xunit;

namespace Parley.Engine.Tests.Translation.Plans;

public sealed class LinkIndexTests
{
    private static readonly LinkRole Role = new() { Name = "test" };

    [Fact]
    public void Build_LinksOfOneRecord_AreChainedInTheirOrderByEnd()
    {
        LinkIndex index = new();
        index.Build(Bundle(4, (1, 0), (2, 0), (0, 3), (1, 0 + 2), (3, 0)));

        Assert.Equal([0, 1, 4], Chain(index, 0, false));
        Assert.Equal([2], Chain(index, 0, true));
        Assert.Equal([0, 3], Chain(index, 1, true));
        Assert.Empty(Chain(index, 1, false));
    }

    [Fact]
    public void Build_SecondBundle_ForgetsTheFirst()
    {
        LinkIndex index = new();
        index.Build(Bundle(3, (1, 0), (2, 0)));
        index.Build(Bundle(2, (0, 1)));

        Assert.Empty(Chain(index, 0, false));
        Assert.Equal([0], Chain(index, 1, false));
    }

    private static Bundle Bundle(int records, params (int From, int To)[] links)
    {
        Bundle bundle = new();
        RecordType person = BuiltInDictionary.BuiltIn.Types["Person"];
        for (int i = 0; i < records; i++)
        {
            bundle.Add(new Parley.Engine.Dictionary.Record(person));
        }

        foreach ((int from, int to) in links)
        {
            bundle.Add(new Link(from, Role, to));
        }

        return bundle;
    }

    private static List<int> Chain(LinkIndex index, int record, bool from)
    {
        List<int> chain = [];
        for (int i = index.First(record, from); i >= 0; i = index.Next(i, from))
        {
            chain.Add(i);
        }

        return chain;
    }
}
