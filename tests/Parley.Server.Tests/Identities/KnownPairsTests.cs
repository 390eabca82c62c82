using Parley.Server.Identities;
using Parley.Server.Storage;
using Xunit;

namespace Parley.Server.Tests.Identities;

/// <summary>Pairs as they are stored, and which of their rows say nothing any more.</summary>
public sealed class KnownPairsTests
{
    [Fact]
    public void Rows_ThatNewerOnesHaveTakenThePlaceOf_AreDead_OldestFirst()
    {
        KnownPairs pairs = new(0, 7);

        pairs.Change((1, 2), 3, "m");
        pairs.Change((1, 3), 8, "m");
        Assert.Equal(0, pairs.Dead);
        pairs.Change((1, 2), 4, "m");
        Assert.Null(pairs.Change((1, 2), 4, "m"));
        pairs.Change((1, 3), null, "m");

        Assert.Equal((1, 1, 3), (pairs.Count, pairs.Uncertain, pairs.Dead));
        Assert.Equal([1, 2], pairs.TakeDead(2));
        Assert.Equal([4], pairs.TakeDead(10));
        Assert.Equal(0, pairs.Dead);
    }

    [Fact]
    public void StoredRows_AreTakenInAsTheyWereWritten()
    {
        KnownPairs pairs = new(0, 7);

        foreach (IdentityPairRow row in new IdentityPairRow[] { new(1, 1, 2, 3000, "m"), new(2, 1, 2, 9000, "m"), new(5, 1, 4, null, "m") })
        {
            pairs.Take(row);
        }

        Assert.Equal((1, 0), (pairs.Count, pairs.Uncertain));
        Assert.Equal([1, 5], pairs.TakeDead(10));
        Assert.Equal(6, pairs.Change((1, 2), 8, "m")!.Id);
    }
}
