using Parley.Engine.Identities;
using Xunit;

namespace Parley.Engine.Tests.Identities;

public class EarlierKeysTests
{
    [Fact]
    public void Holders_AreRecordsOfWhichAVersionHeldTheKey_EachOnce()
    {
        EarlierKeys keys = new();
        keys.Put(1, 10, [100, 101]);
        keys.Put(1, 11, [100]);
        keys.Put(2, 12, [100]);
        keys.Put(3, 13, []);

        Assert.Equal([1, 2], keys.Holders(100, 2)!.Order());
        Assert.Equal([1], keys.Holders(101, 2));
        Assert.Null(keys.Holders(100, 1));
        Assert.Empty(keys.Holders(102, 1)!);
        Assert.Equal((2, false), (keys.Count, keys.Contains(3)));
    }

    [Fact]
    public void Remove_AVersion_LeavesWhatOthersOfTheRecordHold_AndOfTheLastNothing()
    {
        EarlierKeys keys = new();
        keys.Put(1, 10, [100, 101]);
        keys.Put(1, 11, [100]);
        keys.Remove(1, 10);
        keys.Remove(1, 99);
        Assert.Equal([1], keys.Holders(100, 9));
        Assert.Empty(keys.Holders(101, 9)!);

        keys.Remove(1, 11);
        Assert.False(keys.Contains(1));
        Assert.Empty(keys.Holders(100, 9)!);

        keys.Put(2, 12, [101]);
        keys.Put(2, 12, [102]);
        Assert.Empty(keys.Holders(101, 9)!);
        Assert.Equal([2], keys.Holders(102, 9));
    }
}
