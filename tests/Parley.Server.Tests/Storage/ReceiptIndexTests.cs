using Parley.Server.Storage;
using Xunit;

namespace Parley.Server.Tests.Storage;

public sealed class ReceiptIndexTests
{
    private const ulong Spread = 0x9E3779B97F4A7C15;

    [Fact]
    public void Receipts_AreFoundAcrossSegments_AndTheOldestGiveWay()
    {
        ReceiptIndex index = new(segmentSlots: 64, mostSegments: 3);
        for (ulong i = 1; i <= 200; i++)
        {
            index.Add(unchecked(i * Spread), (long)i);
        }

        Assert.False(index.TryFind(Spread, out _));
        Assert.True(index.TryFind(unchecked(200 * Spread), out long found));
        Assert.Equal(200, found);
        Assert.Equal(200, index.Count + index.ForgottenEarly);
        Assert.InRange(index.Count, 97, 147);
    }

    [Fact]
    public void Forget_DropsWholeSegmentsThatAreOld()
    {
        ReceiptIndex index = new(segmentSlots: 64, mostSegments: 10);
        for (ulong i = 1; i <= 200; i++)
        {
            index.Add(i, (long)i);
        }

        index.Forget(100);

        Assert.False(index.TryFind(1, out _));
        Assert.True(index.TryFind(100, out _));
        Assert.Equal(0, index.ForgottenEarly);
    }
}
