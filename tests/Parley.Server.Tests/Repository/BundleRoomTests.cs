using System.Text;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Xunit;

namespace Parley.Server.Tests.Repository;

/// <summary>Bundles kept opened: within their bound, as they were given, and gone when they are forgotten.</summary>
public sealed class BundleRoomTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void Bundle_IsGivenBack_WithItsRow()
    {
        BundleRoom room = new(Megabyte);
        BundleRow row = Row(7) with { Marking = "OFFICIAL" };

        room.Put(row, "the content"u8, room.Stamp);
        room.Put(Row(8), "another"u8, room.Stamp);

        Assert.Equal(row, Read(room, 7, out string content));
        Assert.Equal("the content", content);
        Assert.Equal(Row(8), Read(room, 8, out content));
        Assert.Equal("another", content);
        Assert.Null(Read(room, 9, out _));
    }

    [Fact]
    public void Forgotten_IsGone_AndTheOthersStay()
    {
        BundleRoom room = new(Megabyte);
        room.Put(Row(1), "one"u8, room.Stamp);
        room.Put(Row(2), "two"u8, room.Stamp);

        room.Forget(1);

        Assert.Null(Read(room, 1, out _));
        Assert.Equal(Row(2), Read(room, 2, out string content));
        Assert.Equal("two", content);
        Assert.Equal(1, room.Count);
    }

    [Fact]
    public void ReadBeforeSomethingWasForgotten_IsNotKept()
    {
        // It may be the very bundle that was erased or re-graded while somebody was reading it.
        BundleRoom room = new(Megabyte);
        long stamp = room.Stamp;

        room.Forget(1);
        room.Put(Row(1), "as it was before"u8, stamp);

        Assert.False(room.Has(1));
        room.Put(Row(1), "as it is now"u8, room.Stamp);
        Assert.True(room.Has(1));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3 * Megabyte, 3)]
    public void Bound_IsKept_TheOldestGiveWay(long bound, int arrays)
    {
        BundleRoom room = new(bound);
        byte[] content = new byte[50_000];
        for (long exchange = 1; exchange <= 400; exchange++)
        {
            content.AsSpan().Fill((byte)exchange);
            room.Put(Row(exchange), content, room.Stamp);
            if (exchange % 7 == 0)
            {
                room.Forget(exchange - 3);
            }
        }

        // Twenty of this length go into an array, the newest array may be nearly empty.
        Assert.InRange(room.Count, 1, 20 * arrays);
        Assert.InRange(room.Count, ((20 * (arrays - 1)) * 6 / 7) + 1, 20 * arrays);
        byte[] buffer = [];
        int found = 0;
        for (long exchange = 1; exchange <= 400; exchange++)
        {
            if (room.TryRead(exchange, out BundleRow? row, ref buffer, out int length))
            {
                found++;
                Assert.Equal(Row(exchange), row);
                Assert.Equal(content.Length, length);
                Assert.False(buffer.AsSpan(0, length).ContainsAnyExcept((byte)exchange));
                Assert.InRange(exchange, 400 - (20 * arrays), 400);
            }
        }

        Assert.Equal(room.Count, found);
        Assert.True(room.Has(400));
    }

    [Fact]
    public void LargerThanAnArray_IsLeftToTheStore()
    {
        BundleRoom room = new(8 * Megabyte);

        room.Put(Row(1), new byte[Megabyte], room.Stamp);

        Assert.False(room.Has(1));
    }

    private static BundleRow? Read(BundleRoom room, long exchange, out string content)
    {
        byte[] buffer = [];
        bool found = room.TryRead(exchange, out BundleRow? row, ref buffer, out int length);
        content = Encoding.UTF8.GetString(buffer, 0, length);
        return found ? row : null;
    }

    private static BundleRow Row(long exchange) => new()
    {
        Exchange = exchange, KnownAt = 10 * exchange, System = "control", Type = $"incident-{exchange % 3}", Version = 2, Translation = "control-incident",
        Dictionary = "1.0", FirstVersion = 100 + exchange, Records = 3,
    };
}
