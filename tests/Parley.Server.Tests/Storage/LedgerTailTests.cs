using Parley.Server.Storage;
using Xunit;

namespace Parley.Server.Tests.Storage;

/// <summary>The sealer gets from memory what follows without a gap on what it has, and nothing otherwise.</summary>
public sealed class LedgerTailTests
{
    private readonly LedgerTail _tail = new();

    [Fact]
    public void From_WithinABatch_GivesThatBatchAndAllAfterIt()
    {
        Add(10, 5);
        Add(15, 5);
        Add(20, 1);

        Assert.Equal([15L, 20L], _tail.From(17).Select(b => b.First));
        Assert.Empty(_tail.From(12));
    }

    [Fact]
    public void From_BeforeOrAfterWhatIsHere_GivesNothing()
    {
        Add(10, 5);

        Assert.Empty(_tail.From(9));
        Assert.Empty(_tail.From(15));
    }

    [Fact]
    public void Add_AfterAGap_ForgetsWhatLiesBefore()
    {
        Add(10, 5);
        Add(16, 2);

        Assert.Empty(_tail.From(12));
        Assert.Single(_tail.From(16));
    }

    [Fact]
    public void Add_OfMoreThanIsKept_ForgetsTheOldest()
    {
        for (int i = 0; i < 10; i++)
        {
            _tail.Add(new LedgerBatchRow(i, 1, 0, new byte[1 << 20]));
        }

        Assert.Empty(_tail.From(1));
        Assert.Equal(8, _tail.From(2).Count);
    }

    private void Add(long first, long count) => _tail.Add(new LedgerBatchRow(first, count, 0, new byte[count]));
}
