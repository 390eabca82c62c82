using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Evidence;
using Xunit;

namespace Parley.Engine.Tests.Evidence;

/// <summary>Exports, packs, checkpoints and notes: whole they verify, and nothing in them can be changed unnoticed.</summary>
public sealed class EvidenceFileTests : IDisposable
{
    private readonly NoteSigner _signer = NoteSigner.FromPem("ledger.wexshire.example", NoteSigner.NewPem());
    private readonly NoteSigner _witness = NoteSigner.FromPem("witness.example", NoteSigner.NewPem());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Note_Signed_IsVerified_AndNoByteCanChange()
    {
        string note = Note(new Checkpoint("ledger.wexshire.example", 7, TreeHash.Leaf("x"u8)) { Extensions = ["time 2026-11-22T00:00:00.000000Z"] }, _signer);
        HistoryVerifier verifier = new([_signer.Key]);
        Assert.Equal(7, verifier.Open(note)!.Size);
        for (int i = 0; i < note.Length; i++)
        {
            char[] changed = note.ToCharArray();
            changed[i] ^= (char)1;
            Assert.Null(new HistoryVerifier([_signer.Key]).Open(new string(changed)));
        }
    }

    [Fact]
    public void Cosignature_Verifies_AndCountsOnlyForItsWitness()
    {
        Checkpoint checkpoint = new("ledger.wexshire.example", 7, TreeHash.Leaf("x"u8));
        SignedNote note = SignedNote.Parse(Note(checkpoint, _signer))!.With([_witness.Cosign(checkpoint.Text, 1_795_000_000)]);
        HistoryVerifier verifier = new([_signer.Key, _witness.CosignerKey]);

        Assert.NotNull(verifier.Open(note.ToString()));
        Assert.Equal(1, verifier.Cosignatures);
        Assert.Equal(1_795_000_000, NoteKey.TimeOf(note.Signatures[1]));
        Assert.False(_witness.Key.Verify(note.Text, note.Signatures[1]));
    }

    [Fact]
    public void Key_Written_IsReadAgain_AndNoCharacterCanChange()
    {
        foreach (string text in (string[])[_signer.Key.ToString(), _witness.CosignerKey.ToString()])
        {
            Assert.Equal(text, NoteKey.Parse(text)!.ToString());
            for (int i = text.IndexOf('+', StringComparison.Ordinal); i < text.Length; i++)
            {
                char[] changed = text.ToCharArray();
                changed[i] ^= (char)1;
                Assert.Null(NoteKey.Parse(new string(changed)));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(600)]
    public async Task Export_Whole_IsGood(int size)
    {
        HistoryVerifier verifier = await VerifyAsync(Export(size));

        Assert.Empty(verifier.Findings);
        Assert.Equal(size, verifier.Last!.Size);
    }

    [Fact]
    public async Task Export_EachByteChanged_IsFound()
    {
        byte[] export = Export(5);
        for (int i = 0; i < export.Length; i++)
        {
            byte[] changed = [.. export];
            changed[i] ^= 0x01;
            Assert.NotEmpty((await VerifyAsync(changed)).Findings);
        }
    }

    [Fact]
    public async Task Export_WithAnEntryEdited_SaysWhich()
    {
        string text = Encoding.UTF8.GetString(Export(600)).Replace("\"actor\":\"system:s300\"", "\"actor\":\"system:s301\"", StringComparison.Ordinal);

        HistoryVerifier verifier = await VerifyAsync(Encoding.UTF8.GetBytes(text));

        Assert.Contains(verifier.Findings, f => f.Code == LedgerIssues.Altered && f.Entry == 300);
        Assert.Contains(verifier.Findings, f => f.Code == LedgerIssues.WrongRoot);
    }

    [Fact]
    public async Task Export_WithAnEntryRemoved_SaysWhere()
    {
        List<string> lines = Lines(600);
        lines.RemoveAt(lines.FindIndex(l => l.Contains("system:s300\"", StringComparison.Ordinal)));

        HistoryVerifier verifier = await VerifyAsync(lines);

        Assert.Contains(verifier.Findings, f => f.Code == LedgerIssues.Altered && f.Entry == 300);
        Assert.Contains(verifier.Findings, f => f.Code == LedgerIssues.Missing);
    }

    [Fact]
    public async Task Export_WithEntriesExchanged_SaysWhereTheyBelong()
    {
        List<string> lines = Lines(600);
        int one = lines.FindIndex(l => l.Contains("system:s300\"", StringComparison.Ordinal));
        (lines[one], lines[one + 5]) = (lines[one + 5], lines[one]);

        HistoryVerifier verifier = await VerifyAsync(lines);

        Assert.Contains(verifier.Findings, f => f.Code == LedgerIssues.Altered && f.Entry == 300 && f.Message.Contains("belongs at 305", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Export_CutAtEachLine_IsFound()
    {
        List<string> lines = Lines(20);
        for (int i = 1; i < lines.Count; i++)
        {
            Assert.Contains((await VerifyAsync(lines[..i])).Findings, f => f.Code == LedgerIssues.Missing);
        }
    }

    [Fact]
    public async Task Export_WithLinesLostDoubledOrMoved_IsFound()
    {
        List<string> whole = Lines(1100);
        Random random = new(7);
        for (int i = 0; i < 300; i++)
        {
            List<string> lines = [.. whole];
            int from = random.Next(lines.Count);
            int count = Math.Min(random.Next(1, i % 3 == 0 ? 600 : 4), lines.Count - from);
            List<string> some = lines.GetRange(from, count);
            if (i % 2 == 0)
            {
                lines.RemoveRange(from, count);
            }

            if (i % 4 != 0)
            {
                lines.InsertRange(random.Next(lines.Count + 1), some);
            }

            HistoryVerifier verifier = await VerifyAsync(lines);
            Assert.Equal(lines.SequenceEqual(whole), verifier.Findings.Count == 0);
        }
    }

    [Fact]
    public async Task Export_WithATileLost_SaysWhich_AndBlamesNoEntry()
    {
        List<string> lines = Lines(1100);
        lines.RemoveAll(l => l.EndsWith(",\"tile\":1}", StringComparison.Ordinal));

        LedgerFinding finding = Assert.Single((await VerifyAsync(lines)).Findings);

        Assert.Equal((LedgerIssues.WrongTile, 256L), (finding.Code, finding.Entry));
    }

    [Fact]
    public async Task Export_RewrittenAndSignedAnew_IsFoundByACheckpointKeptElsewhere()
    {
        string kept = Note(Head(400, "s"), _signer);

        HistoryVerifier honest = await LedgerExport.VerifyAsync(new MemoryStream(Export(600)), [_signer.Key], kept, Token);
        HistoryVerifier forked = await LedgerExport.VerifyAsync(new MemoryStream(Export(600, "t")), [_signer.Key], kept, Token);
        HistoryVerifier rolledBack = await LedgerExport.VerifyAsync(new MemoryStream(Export(300)), [_signer.Key], kept, Token);

        Assert.Empty(honest.Findings);
        Assert.Contains(forked.Findings, f => f.Code == LedgerIssues.Forked);
        Assert.Contains(rolledBack.Findings, f => f.Code == LedgerIssues.Missing && f.Entry == 300);
    }

    [Fact]
    public async Task Export_OfAnotherKey_IsNotGood() => Assert.Contains(
        (await LedgerExport.VerifyAsync(new MemoryStream(Export(5)), [_witness.Key], null, Token)).Findings, f => f.Code == LedgerIssues.BadSignature);

    [Fact]
    public void Pack_Whole_IsGood_AndEachByteChangedIsFound()
    {
        byte[] pack = Pack(40, [3, 17]);
        Assert.Empty(PackVerifier.Verify(pack, [_signer.Key], null, out EvidencePack? read));
        Assert.Equal([3L, 17L], read!.Entries.Select(e => e.Number));
        for (int i = 0; i < pack.Length; i++)
        {
            byte[] changed = [.. pack];
            changed[i] ^= 0x01;
            Assert.NotEmpty(PackVerifier.Verify(changed, [_signer.Key], null, out _));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(21)]
    public void Pack_WithAnEntryTakenOut_SaysWhich(int number)
    {
        string text = Encoding.UTF8.GetString(Pack(40, [3, 17, 21]));
        string[] entries = [.. text.Split('\n').Where(l => l.StartsWith("{\"number\":", StringComparison.Ordinal)).Select(l => l.TrimEnd(','))];
        string all = string.Join(",\n", entries);
        string left = string.Join(",\n", entries.Where(e => !e.StartsWith($"{{\"number\":{number},", StringComparison.Ordinal)));

        IReadOnlyList<LedgerFinding> findings = PackVerifier.Verify(Encoding.UTF8.GetBytes(text.Replace(all, left, StringComparison.Ordinal)), [_signer.Key], null, out EvidencePack? pack);

        Assert.Equal(2, pack!.Entries.Count);
        Assert.Equal((LedgerIssues.Missing, (long?)number), (findings[0].Code, findings[0].Entry));
        Assert.Equal(LedgerIssues.BadSignature, Assert.Single(findings.Skip(1)).Code);
    }

    [Fact]
    public void Pack_OfAVersionThatListedNoNumbers_IsStillGood()
    {
        // The signature of such a pack is over a body without the list; made here as it was then.
        string text = Encoding.UTF8.GetString(Pack(40, [3, 17]));
        string body = text[..text.IndexOf("\"signature\":", StringComparison.Ordinal)].Replace("\"numbers\":[3,17],\n", "", StringComparison.Ordinal);
        string signed = $"{EvidencePack.Format}\nsha256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\n";
        string old = $"{body}\"signature\":\"{_signer.Sign(signed)}\"\n}}\n";

        Assert.Empty(PackVerifier.Verify(Encoding.UTF8.GetBytes(old), [_signer.Key], null, out EvidencePack? pack));
        Assert.Null(pack!.Numbers);
    }

    [Fact]
    public void Pack_WithAnEntryOfNoneOfItsLedger_SaysWhich()
    {
        // Signed by the ledger's own key: the proof alone has to tell.
        byte[] pack = Pack(40, [3, 17], (n, e) => n == 17 ? Entry("forged", 17) : e);

        LedgerFinding finding = Assert.Single(PackVerifier.Verify(pack, [_signer.Key], null, out _));

        Assert.Equal((LedgerIssues.Altered, 17L), (finding.Code, finding.Entry));
    }

    [Fact]
    public void Pack_FromAnEarlierCheckpoint_ProvesThatTheLedgerOnlyGrew()
    {
        string kept = Note(Head(25, "s"), _signer);
        string other = Note(Head(25, "t"), _signer);

        Assert.Empty(PackVerifier.Verify(Pack(40, [3], earlier: kept), [_signer.Key], kept, out _));
        Assert.Contains(PackVerifier.Verify(Pack(40, [3], earlier: other), [_signer.Key], other, out _), f => f.Code == LedgerIssues.Forked);
        Assert.Contains(PackVerifier.Verify(Pack(40, [3]), [_signer.Key], kept, out _), f => f.Code == LedgerIssues.Forked);
    }

    public void Dispose()
    {
        _signer.Dispose();
        _witness.Dispose();
    }

    private static string Note(Checkpoint checkpoint, NoteSigner signer) => new SignedNote(checkpoint.Text, [signer.Sign(checkpoint.Text)]).ToString();

    private static byte[] Entry(string prefix, int i)
    {
        EntryBatchWriter writer = new();
        writer.Add(new LedgerEntry { Action = LedgerAction.Collection, At = i, Actor = $"system:{prefix}{i}", Organisation = "wexshire-police", Exchange = "x-1" });
        return writer.Written[2..].ToArray();
    }

    private static Checkpoint Head(int size, string prefix)
    {
        LeafNodes nodes = new([.. Enumerable.Range(0, size).Select(i => TreeHash.Leaf(Entry(prefix, i)))]);
        return new Checkpoint("ledger.wexshire.example", size, nodes.Root(size));
    }

    private byte[] Export(int size, string prefix = "s")
    {
        MemoryStream stream = new();
        TiledTree tree = new();
        stream.Write(LedgerExport.Header("ledger.wexshire.example", size, [_signer.Key]));
        for (int i = 0; i < size; i++)
        {
            byte[] entry = Entry(prefix, i);
            stream.Write([.. entry, (byte)'\n']);
            tree.Append(TreeHash.Leaf(entry));
            if (tree.Size % 256 == 0 || tree.Size == size)
            {
                stream.Write(LedgerExport.TileLine(tree.TakeChanged().Last(t => t.Level == 0)));
            }

            if (tree.Size % 200 == 0 || tree.Size == size)
            {
                stream.Write(LedgerExport.CheckpointLine(Note(new Checkpoint("ledger.wexshire.example", tree.Size, tree.Root()), _signer)));
            }
        }

        return stream.ToArray();
    }

    private List<string> Lines(int size) => [.. Encoding.UTF8.GetString(Export(size)).TrimEnd('\n').Split('\n')];

    private Task<HistoryVerifier> VerifyAsync(IEnumerable<string> lines) => VerifyAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    private Task<HistoryVerifier> VerifyAsync(byte[] export) => LedgerExport.VerifyAsync(new MemoryStream(export), [_signer.Key], null, Token);

    private byte[] Pack(int size, int[] numbers, Func<int, byte[], byte[]>? change = null, string? earlier = null)
    {
        LeafNodes nodes = new([.. Enumerable.Range(0, size).Select(i => TreeHash.Leaf(Entry("s", i)))]);
        return new EvidencePack
        {
            Origin = "ledger.wexshire.example",
            Made = 1_795_342_830_000_045,
            Question = new EvidenceQuestion { Exchange = "x-1" },
            Keys = [_signer.Key.ToString()],
            Checkpoint = Note(Head(size, "s"), _signer),
            Earlier = earlier,
            Consistency = earlier is null ? [] : MerkleProof.Consistency(nodes, 25, size),
            Entries = [.. numbers.Select(n => new ProvenEntry(n, change?.Invoke(n, Entry("s", n)) ?? Entry("s", n), MerkleProof.Inclusion(nodes, n, size)))],
        }.Sign(_signer);
    }
}
