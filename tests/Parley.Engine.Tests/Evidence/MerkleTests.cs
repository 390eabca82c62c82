using Parley.Engine.Evidence;
using Xunit;

namespace Parley.Engine.Tests.Evidence;

/// <summary>The tree against the published test data of Certificate Transparency (RFC 6962), and against itself over many sizes.</summary>
public sealed class MerkleTests
{
    private static readonly string[] Leaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Root_OfThePublishedLeaves_IsThePublishedRoot()
    {
        MerkleFrontier frontier = new();
        TiledTree tiled = new();
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Hex(frontier.Root()));
        for (int i = 0; i < Leaves.Length; i++)
        {
            TreeHash leaf = TreeHash.Leaf(Convert.FromHexString(Leaves[i]));
            frontier.Append(leaf);
            tiled.Append(leaf);
            Assert.Equal(Roots[i], Hex(frontier.Root()));
            Assert.Equal(Roots[i], Hex(tiled.Root()));
        }
    }

    [Theory]
    [InlineData(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    public void Inclusion_OfThePublishedLeaves_IsThePublishedProof(int index, int size, string proof)
    {
        IReadOnlyList<TreeHash> made = MerkleProof.Inclusion(Published(), index, size);

        Assert.Equal(proof.Split(' '), made.Select(Hex));
        Assert.True(MerkleProof.VerifyInclusion(TreeHash.Leaf(Convert.FromHexString(Leaves[index])), index, size, Root(size), made));
    }

    [Theory]
    [InlineData(1, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    public void Consistency_OfThePublishedLeaves_IsThePublishedProof(int first, int second, string proof)
    {
        IReadOnlyList<TreeHash> made = MerkleProof.Consistency(Published(), first, second);

        Assert.Equal(proof.Split(' '), made.Select(Hex));
        Assert.True(MerkleProof.VerifyConsistency(first, Root(first), second, Root(second), made));
    }

    [Fact]
    public void Proofs_OfRandomSizes_Verify_AndNoneAltered()
    {
        Random random = new(20261122);
        for (int round = 0; round < 60; round++)
        {
            int size = random.Next(1, 1400);
            (LeafNodes nodes, TileNodes tiles, List<TreeHash> leaves) = Tree(size);
            TreeHash root = nodes.Root(size);
            int index = random.Next(size);
            int first = random.Next(size + 1);
            IReadOnlyList<TreeHash> inclusion = MerkleProof.Inclusion(tiles, index, size);
            IReadOnlyList<TreeHash> consistency = MerkleProof.Consistency(tiles, first, size);

            Assert.Equal(MerkleProof.Inclusion(nodes, index, size), inclusion);
            Assert.Equal(MerkleProof.Consistency(nodes, first, size), consistency);
            Assert.Equal(root, tiles.Root(size));
            Assert.Empty(tiles.TakeMissing());
            Assert.True(MerkleProof.VerifyInclusion(leaves[index], index, size, root, inclusion));
            Assert.True(MerkleProof.VerifyConsistency(first, nodes.Root(first), size, root, consistency));
            Assert.False(MerkleProof.VerifyInclusion(leaves[index], index + 1, size, root, inclusion));
            Assert.False(MerkleProof.VerifyInclusion(TreeHash.Leaf("other"u8), index, size, root, inclusion));
            Assert.False(MerkleProof.VerifyInclusion(leaves[index], index, size, root, [.. inclusion, root]));
            // Everything begins with nothing: from 0 there is no root that a proof could contradict.
            Assert.Equal(first == 0, MerkleProof.VerifyConsistency(first, nodes.Root(first), size, TreeHash.Leaf("other"u8), consistency));
            for (int i = 0; i < inclusion.Count; i++)
            {
                Assert.False(MerkleProof.VerifyInclusion(leaves[index], index, size, root, Changed(inclusion, i)));
            }

            for (int i = 0; i < consistency.Count; i++)
            {
                Assert.False(MerkleProof.VerifyConsistency(first, nodes.Root(first), size, root, Changed(consistency, i)));
            }

            if (consistency.Count > 0)
            {
                Assert.False(MerkleProof.VerifyConsistency(first, nodes.Root(first), size, root, [.. consistency.Skip(1)]));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AppendAll_InStretchesOfAnyLength_IsTheTreeOfOneByOne(int seed)
    {
        Random random = new(seed);
        TiledTree together = new();
        TiledTree single = new();
        for (int number = 0; number < 70_000;)
        {
            TreeHash[] leaves = new TreeHash[random.Next(4) == 0 ? random.Next(2000) : random.Next(20)];
            for (int i = 0; i < leaves.Length; i++)
            {
                leaves[i] = TreeHash.Leaf(BitConverter.GetBytes(number++));
                single.Append(leaves[i]);
            }

            together.AppendAll(leaves);
            Assert.Equal((single.Size, single.Root()), (together.Size, together.Root()));
            Assert.Equal(
                single.TakeChanged().Select(t => (t.Level, t.Number, Convert.ToHexString(t.Hashes))),
                together.TakeChanged().Select(t => (t.Level, t.Number, Convert.ToHexString(t.Hashes))));
        }
    }

    [Fact]
    public void TiledTree_GoneOnFromItsEdges_IsTheSameTree()
    {
        TiledTree whole = new();
        TiledTree parts = new();
        Dictionary<(int, long), Tile> stored = [];
        Random random = new(7);
        for (int i = 0; i < 70_000; i++)
        {
            TreeHash leaf = TreeHash.Leaf(BitConverter.GetBytes(i));
            whole.Append(leaf);
            parts.Append(leaf);
            if (random.Next(4000) == 0)
            {
                Keep();
                List<Tile> edges = [];
                for (int level = 0; parts.Size >> (level * 8) > 0; level++)
                {
                    long number = parts.Size >> ((level + 1) * 8);
                    int width = Tile.PartialWidth(level, parts.Size);
                    edges.Add(width == 0 ? new Tile(level, number, []) : stored[(level, number)]);
                }

                parts = new TiledTree(parts.Size, edges);
                Assert.Equal(whole.Root(), parts.Root());
            }
        }

        Keep();
        Assert.Equal(whole.Root(), parts.Root());

        // C2SP tlog-tiles' own example: 273 full and one partial of 112; one full and one partial of 17; one partial of 1.
        Assert.Equal(274, stored.Keys.Count(k => k.Item1 == 0));
        Assert.Equal((112, 17, 1), (stored[(0, 273)].Width, stored[(1, 1)].Width, stored[(2, 0)].Width));

        void Keep()
        {
            foreach (Tile tile in parts.TakeChanged())
            {
                stored[(tile.Level, tile.Number)] = tile;
            }
        }
    }

    [Theory]
    [InlineData("0/000", 0, 0L, 256)]
    [InlineData("1/x001/x234/067", 1, 1234067L, 256)]
    [InlineData("0/273.p/112", 0, 273L, 112)]
    [InlineData("entries/x001/000.p/7", null, 1000L, 7)]
    public void TilePath_Read_IsWrittenAgain(string text, int? level, long number, int width)
    {
        Assert.True(TilePath.TryParse(text, out TilePath path));
        Assert.Equal(new TilePath(level, number, width), path);
        Assert.Equal("tile/" + text, path.ToString());
    }

    [Theory]
    [InlineData("0/1")]
    [InlineData("00/001")]
    [InlineData("64/001")]
    [InlineData("0/x000/001")]
    [InlineData("0/001/002")]
    [InlineData("0/001.p/256")]
    [InlineData("0/001.p/0")]
    [InlineData("0/001.p/07")]
    [InlineData("0/../001")]
    [InlineData("leaves/001")]
    [InlineData("")]
    public void TilePath_ThatIsNone_IsRefused(string text) => Assert.False(TilePath.TryParse(text, out _));

    private static (LeafNodes Nodes, TileNodes Tiles, List<TreeHash> Leaves) Tree(int size)
    {
        List<TreeHash> leaves = [.. Enumerable.Range(0, size).Select(i => TreeHash.Leaf(BitConverter.GetBytes(i)))];
        TiledTree tree = new();
        leaves.ForEach(tree.Append);
        TileNodes tiles = new();
        foreach (Tile tile in tree.TakeChanged())
        {
            tiles.Add(tile);
        }

        return (new LeafNodes(leaves), tiles, leaves);
    }

    private static List<TreeHash> Changed(IReadOnlyList<TreeHash> proof, int at)
    {
        List<TreeHash> changed = [.. proof];
        changed[at] = TreeHash.Node(changed[at], changed[at]);
        return changed;
    }

    private static LeafNodes Published() => new([.. Leaves.Select(l => TreeHash.Leaf(Convert.FromHexString(l)))]);

    private static TreeHash Root(int size) => new(Convert.FromHexString(Roots[size - 1]));

    private static string Hex(TreeHash hash) => Convert.ToHexStringLower(hash.ToArray());
}
