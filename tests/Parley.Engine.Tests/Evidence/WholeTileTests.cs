using Parley.Engine.Evidence;
using Xunit;

namespace Parley.Engine.Tests.Evidence;

/// <summary>What is done to a ledger inside whole tiles, with no checkpoint within them, is found, and located as exactly as what was sealed tells.</summary>
public sealed class WholeTileTests : IDisposable
{
    private readonly NoteSigner _signer = NoteSigner.FromPem("ledger.wexshire.example", NoteSigner.NewPem());

    /// <summary>Sizes, and in each the first, a middle and the last entry of a tile, in the first tile, one between, and the last one, which is not full.</summary>
    public static TheoryData<int, int> Places => new(
        from size in (int[])[700, 3000]
        from place in (int[])[0, 1, 100, 255, 256, 300, 511, 512, 600, size - 2, size - 1]
        select (size, place));

    [Theory]
    [InlineData(700)]
    [InlineData(3000)]
    [InlineData(2560)]
    public void Untouched_IsGood(int size) => Assert.Empty(Verify(new History(size)));

    [Theory]
    [MemberData(nameof(Places))]
    public void Entry_WithAnyBitFlipped_IsNamed(int size, int place)
    {
        History history = new(size);
        history.Entries[place][^10] ^= 1;

        AssertAltered(Verify(history), place);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Entry_Removed_IsNamed(int size, int place)
    {
        History history = new(size);
        history.Entries.RemoveAt(place);

        IReadOnlyList<LedgerFinding> found = Verify(history);

        if (place == size - 1)
        {
            Assert.Equal([(LedgerIssues.Missing, (long)place)], found.Select(f => (f.Code, f.Entry!.Value)));
        }
        else
        {
            Assert.Equal((LedgerIssues.Altered, place), (found[0].Code, found[0].Entry));
            Assert.True(place % 256 == 255 || place >= size - 2 || found[0].Message.EndsWith($"belongs at {place + 1}, and so on: entry {place} was removed", StringComparison.Ordinal), found[0].Message);
            Assert.All(found.Skip(1).Where(f => f.Entry is not null && f.Code == LedgerIssues.Altered), f => Assert.True(place % 256 == 255 && f.Entry == place + 1, f.Message));
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Entry_PutIn_IsNamed(int size, int place)
    {
        History history = new(size);
        history.Entries.Insert(place, History.Entry(9_999));

        IReadOnlyList<LedgerFinding> found = Verify(history, take: size);

        Assert.Contains(found, f => f.Code == LedgerIssues.WrongRoot && f.Entry is null);
        LedgerFinding first = found.First(f => f.Code == LedgerIssues.Altered);
        Assert.Equal(place, first.Entry);
        Assert.True(place % 256 == 255 || place >= size - 2 || first.Message.EndsWith(": 1 entry was put in before it", StringComparison.Ordinal), first.Message);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Entries_ThatChangedPlaces_AreBothNamed(int size, int place)
    {
        foreach (int other in (int[])[(place + 1) % size, (place + 7) % size, (place + 300) % size])
        {
            History history = new(size);
            (history.Entries[place], history.Entries[other]) = (history.Entries[other], history.Entries[place]);

            IReadOnlyList<LedgerFinding> found = Verify(history);

            AssertAltered(found, place, other);
            if (place / 256 == other / 256)
            {
                Assert.Contains(found, f => f.Entry == place && f.Message.EndsWith($"belongs at {other}", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void SeveralEntries_OfOneTileAndOfOthers_AreAllNamed()
    {
        History history = new(3000);
        foreach (int place in (int[])[3, 9, 255, 700, 2999])
        {
            history.Entries[place][^10] ^= 1;
        }

        AssertAltered(Verify(history), 3, 9, 255, 700, 2999);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(100, 30)]
    [InlineData(257, 100)]
    public void SeveralEntries_RemovedOrPutInTogether_AreCounted(int place, int count)
    {
        History removed = new(700);
        removed.Entries.RemoveRange(place, count);
        History added = new(700);
        added.Entries.InsertRange(place, Enumerable.Range(9_000, count).Select(History.Entry));

        Assert.EndsWith($"entries {place} to {place + count - 1} were removed", Verify(removed)[0].Message, StringComparison.Ordinal);
        Assert.EndsWith($"{count} entries were put in before it", Verify(added, take: 700).First(f => f.Entry == place).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Tile_Altered_IsSaidToBeTheTile_WhereTheEntriesGiveTheRoot(int size, int place)
    {
        History history = new(size);
        history.Tiles[place / 256].Hashes[(place % 256 * 32) + 5] ^= 1;

        LedgerFinding finding = Assert.Single(Verify(history));

        Assert.Equal((LedgerIssues.WrongTile, place / 256 * 256), (finding.Code, finding.Entry));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(511)]
    public void Entry_AlteredWithItsTile_IsLocatedToTheTile_ByTheTileAbove(int place)
    {
        History history = new(700);
        history.Alter(place);

        IReadOnlyList<LedgerFinding> found = Verify(history, above: true);

        Assert.Equal([(LedgerIssues.WrongRoot, null), (LedgerIssues.Altered, place / 256 * 256)], found.Select(f => (f.Code, f.Entry)));
        Assert.Contains($"entries {place / 256 * 256} to {(place / 256 * 256) + 255} ", found[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_AlteredWithItsTile_AndNothingAbove_IsLocatedBetweenTwoCheckpoints_AndNoneAfterIsBlamed()
    {
        History history = new(3000) { Checkpoints = [512, 1024, 2048, 3000] };
        history.Alter(700);

        LedgerFinding finding = Assert.Single(Verify(history));

        Assert.Equal((LedgerIssues.WrongRoot, 512L), (finding.Code, finding.Entry));
        Assert.Contains("entries 512 to 1023 ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TileAbove_Altered_IsSaidToBeATile_WhereTheEntriesGiveTheRoot()
    {
        History history = new(700);
        history.Above[1] = TreeHash.Leaf("another"u8);

        LedgerFinding finding = Assert.Single(Verify(history, above: true));

        Assert.Equal((LedgerIssues.WrongTile, 256L), (finding.Code, finding.Entry));
    }

    [Fact]
    public void Entry_AfterOneThatWasSettled_IsNamedToo()
    {
        History history = new(3000) { Checkpoints = [512, 3000] };
        history.Entries[100][^10] ^= 1;
        history.Entries[900][^10] ^= 1;

        AssertAltered(Verify(history), 100, 900);
    }

    public void Dispose() => _signer.Dispose();

    private static void AssertAltered(IReadOnlyList<LedgerFinding> found, params int[] places)
    {
        Assert.Equal(places.Order().Select(p => (long?)p), found.Where(f => f.Code == LedgerIssues.Altered).Select(f => f.Entry));
        Assert.All(found, f => Assert.True(f.Code == LedgerIssues.Altered || f.Code == LedgerIssues.Unreadable || (f.Code == LedgerIssues.WrongRoot && f.Entry is null), f.ToString()));
    }

    /// <summary>As the verification of a store hands a history in.</summary>
    private IReadOnlyList<LedgerFinding> Verify(History history, bool above = false, int? take = null)
    {
        HistoryVerifier verifier = new([_signer.Key]);
        EntryStretch stretch = new();
        history.Entries.Take(take ?? history.Entries.Count).ToList().ForEach(e => stretch.Add(e));
        stretch.Hash(roots: true);
        for (int n = 0; n < stretch.Tiles; n++)
        {
            ReadOnlySpan<(TreeHash Leaf, bool Sound)> leaves = stretch.Leaves(n).Span;
            if (leaves.Length == Tile.FullWidth)
            {
                verifier.AddWholeTile(leaves, stretch.Root(n), history.Tiles[n], above ? history.Above[n] : null);
            }
            else
            {
                foreach ((TreeHash leaf, bool sound) in leaves)
                {
                    verifier.AddEntry(leaf, sound);
                }

                verifier.AddTile(history.Tiles[n], above: null);
            }

            if (history.Checkpoints.Contains(verifier.Size))
            {
                verifier.AddCheckpoint(history.Note(verifier.Size, _signer));
            }
        }

        verifier.End();
        if (verifier.Size < history.Size && verifier.Findings.Count == 0)
        {
            verifier.AddCheckpoint(history.Note(history.Size, _signer));
        }

        return verifier.Findings;
    }

    /// <summary>A ledger as it was sealed; its entries and tiles can be altered, its checkpoints cannot.</summary>
    private sealed class History
    {
        private readonly LeafNodes _nodes;

        public History(int size)
        {
            Size = size;
            Entries = [.. Enumerable.Range(0, size).Select(Entry)];
            _nodes = new LeafNodes([.. Entries.Select(e => TreeHash.Leaf(e))]);
            TiledTree tree = new();
            Entries.ForEach(e => tree.Append(TreeHash.Leaf(e)));
            Tiles = [.. tree.TakeChanged().Where(t => t.Level == 0).OrderBy(t => t.Number)];
            Above = [.. Tiles.Where(t => t.Width == Tile.FullWidth).Select(t => t.Root())];
            Checkpoints = [size];
        }

        public int Size { get; }

        public List<byte[]> Entries { get; }

        public List<Tile> Tiles { get; }

        public List<TreeHash> Above { get; }

        public HashSet<long> Checkpoints { get; init; }

        public static byte[] Entry(int i)
        {
            EntryBatchWriter writer = new();
            writer.Add(new LedgerEntry { Action = LedgerAction.Collection, At = i, Actor = $"system:s{i}", Organisation = "wexshire-police", Exchange = "x-1" });
            return writer.Written[2..].ToArray();
        }

        /// <summary>As whoever can write to the store would: the entry, and its hash in its tile.</summary>
        public void Alter(int place)
        {
            Entries[place][^10] ^= 1;
            TreeHash.Leaf(Entries[place]).CopyTo(Tiles[place / Tile.FullWidth].Hashes.AsSpan(place % Tile.FullWidth * TreeHash.Size));
        }

        public string Note(long size, NoteSigner signer)
        {
            Checkpoint checkpoint = new("ledger.wexshire.example", size, _nodes.Root(size));
            return new SignedNote(checkpoint.Text, [signer.Sign(checkpoint.Text)]).ToString();
        }
    }
}
