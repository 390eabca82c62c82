using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Engine.Evidence;
using Xunit;

namespace Parley.Engine.Tests.Evidence;

public sealed class EntryTests
{
    [Fact]
    public void Entry_Whole_IsWrittenAsCanonicalJson()
    {
        Assert.Equal(
            "{\"action\":\"disclosure\",\"actor\":\"system:beacon\",\"agreements\":[\"wex-amb@0011223344556677\"],\"at\":\"2026-11-22T10:20:30.000045Z\","
            + "\"content\":\"00ff\",\"delivery\":\"d-1\",\"exchange\":\"x-1\",\"onBehalfOf\":\"person:é\",\"organisation\":\"wexshire-police\",\"outcome\":\"delivered\","
            + "\"purpose\":\"safeguarding\",\"reason\":\"a \\\"quoted\\\"\\n\\u0001 reason\",\"recipient\":\"ambulance\",\"recipientSystem\":\"medic\","
            + "\"subjects\":[\"0000000000000001\",\"ffffffffffffffff\"],\"withheld\":3}",
            Text(Full()));
    }

    [Fact]
    public void Entry_OfTheLeast_LeavesOutWhatIsEmpty() => Assert.Equal(
        "{\"action\":\"collection\",\"actor\":\"platform\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"organisation\":\"o\"}", Text(Least()));

    [Fact]
    public void Entry_Written_IsJsonWithItsMembersInOrder()
    {
        JsonObject json = JsonNode.Parse(Text(Full()))!.AsObject();

        Assert.Equal(json.Select(p => p.Key).Order(StringComparer.Ordinal), json.Select(p => p.Key));
        Assert.Equal("a \"quoted\"\n\u0001 reason", json["reason"]!.GetValue<string>());
    }

    [Fact]
    public void Entry_Read_IsTheOneWritten()
    {
        EntryReader reader = new();
        LedgerEntry read = reader.Read(Encoding.UTF8.GetBytes(Text(Full())))!;

        Assert.Equal(Text(Full()), Text(read));
        Assert.Equal([1UL, ulong.MaxValue], read.Subjects);
        Assert.Equal(Full().At, read.At);
    }

    [Fact]
    public void Entry_OfAnActorWithoutOrganisation_IsReadAsWritten()
    {
        string written = Text(Least() with { Organisation = "" });

        LedgerEntry? read = new EntryReader().Read(Encoding.UTF8.GetBytes(written));

        Assert.Equal("", read?.Organisation);
    }

    [Theory]
    [InlineData("{\"actor\":\"platform\",\"action\":\"collection\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"organisation\":\"o\"}")]
    [InlineData("{\"action\":\"collection\", \"actor\":\"platform\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"organisation\":\"o\"}")]
    [InlineData("{\"action\":\"collection\",\"actor\":\"platform\",\"at\":\"1970-01-01T00:00:00Z\",\"organisation\":\"o\"}")]
    [InlineData("{\"action\":\"collection\",\"actor\":\"platform\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"organisation\":\"o\",\"unknown\":1}")]
    [InlineData("{\"action\":\"collection\",\"actor\":\"platform\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"organisation\":\"\\u006f\"}")]
    [InlineData("{\"action\":\"collection\",\"actor\":\"platform\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"organisation\":\"o\",\"withheld\":0}")]
    [InlineData("{\"action\":\"theft\",\"actor\":\"platform\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"organisation\":\"o\"}")]
    [InlineData("{\"action\":\"collection\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"organisation\":\"o\"}")]
    [InlineData("{\"action\":\"collection\",\"actor\":\"platform\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"organisation\":\"o\"}{}")]
    [InlineData("[]")]
    [InlineData("")]
    public void Entry_NotCanonical_IsNone(string text) => Assert.Null(new EntryReader().Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Entry_EachByteChanged_IsNoneOrAnother()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Text(Full()));
        EntryReader reader = new();
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 0x11;
            Assert.True(reader.Read(changed) is not { } other || Text(other) != Text(Full()));
        }
    }

    [Fact]
    public void Entry_OfManySubjects_IsSeveral()
    {
        EntryBatchWriter writer = new();
        writer.Add(Least() with { Subjects = [.. Enumerable.Range(0, 2500).Select(i => (ulong)i)], Reason = new string('\u0001', 100_000) });

        List<LedgerEntry> entries = Read(writer);
        Assert.Equal([1000, 1000, 500], entries.Select(e => e.Subjects.Count));
        Assert.Equal(Enumerable.Range(0, 2500).Select(i => (ulong)i), entries.SelectMany(e => e.Subjects));
        Assert.All(entries, e => Assert.Equal(EntryBatchWriter.MostText, e.Reason!.Length));
    }

    [Fact]
    public void Unhashed_IsWrittenAsItsHash_AloneAndAmongOthers()
    {
        LedgerEntry[] all = [.. Enumerable.Range(0, 20).Select(i => i % 3 == 0 ? Full() : Full() with { Content = default, Unhashed = new byte[i * 50] })];
        EntryBatchWriter one = new();
        Array.ForEach(all, one.Add);
        EntryBatchWriter together = new();
        together.AddAll(all);

        Assert.Equal(one.Written, together.Written);
        Assert.Equal(
            all.Select(e => Convert.ToHexString(e.Unhashed.Length > 0 ? SHA256.HashData(e.Unhashed.Span) : e.Content.ToArray())),
            Read(together).Select(e => Convert.ToHexString(e.Content.Span)));
    }

    [Fact]
    public void Writer_UsedAgain_AllocatesNothing()
    {
        EntryBatchWriter writer = new();
        LedgerEntry entry = Full();
        for (int i = 0; i < 100; i++)
        {
            writer.Reset();
            writer.Add(entry);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            writer.Reset();
            writer.Add(entry);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static List<LedgerEntry> Read(EntryBatchWriter writer)
    {
        List<LedgerEntry> entries = [];
        EntryReader reader = new();
        ReadOnlySpan<byte> rest = writer.Written;
        while (EntryReader.TryTake(ref rest, out ReadOnlySpan<byte> entry))
        {
            entries.Add(reader.Read(entry)!);
        }

        Assert.Equal(0, rest.Length);
        return entries;
    }

    private static string Text(LedgerEntry entry)
    {
        EntryBatchWriter writer = new();
        writer.Add(entry);
        return Encoding.UTF8.GetString(writer.Written[2..]);
    }

    private static LedgerEntry Least() => new() { Action = LedgerAction.Collection, At = 0, Actor = "platform", Organisation = "o" };

    private static LedgerEntry Full() => new()
    {
        Action = LedgerAction.Disclosure,
        At = 1_795_342_830_000_045,
        Actor = "system:beacon",
        OnBehalfOf = "person:é",
        Organisation = "wexshire-police",
        Recipient = "ambulance",
        RecipientSystem = "medic",
        Purpose = "safeguarding",
        Reason = "a \"quoted\"\n\u0001 reason",
        Agreements = ["wex-amb@0011223344556677"],
        Exchange = "x-1",
        Delivery = "d-1",
        Content = new byte[] { 0, 255 },
        Subjects = [1, ulong.MaxValue],
        Withheld = 3,
        Outcome = "delivered",
    };
}
