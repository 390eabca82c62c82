using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Engine.Evidence;
using Xunit;

namespace Parley.Engine.Tests.Evidence;

/// <summary>Three that must agree on what an entry looks like: its writer, the general canonical JSON, and the one pass that verification makes.</summary>
public sealed class EntryFormTests
{
    private const string Alphabet = "ab \"\\/\b\t\n\f\r\u0000\u0001\u000b\u001f\u007f\u0080éß€\u2028\ufeff\uffff😀<>&'+{}[],:019";

    [Fact]
    public void RandomEntries_AreWrittenAsCanonicalJsonWritesThem()
    {
        Random random = new(62);
        for (int i = 0; i < 3000; i++)
        {
            LedgerEntry entry = Entry(random);
            byte[] written = Written(entry);

            Assert.True(CanonicalJson.TryCanonicalise(Json(entry), out byte[]? canonical, out string? fault), fault);
            Assert.Equal(Encoding.UTF8.GetString(canonical), Encoding.UTF8.GetString(written));
            Assert.True(EntryForm.IsCanonical(written), Encoding.UTF8.GetString(written));
            Assert.NotNull(new EntryReader().Read(written));
        }
    }

    [Fact]
    public void RandomChanges_AreJudgedAsByTheReader()
    {
        Random random = new(63);
        EntryReader reader = new();
        int sound = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] changed = Changed(random, Written(Entry(random)));
            bool expected = reader.Read(changed) is not null;
            sound += expected ? 1 : 0;
            Assert.True(expected == EntryForm.IsCanonical(changed), $"{expected}: {Encoding.UTF8.GetString(changed)}");
        }

        Assert.InRange(sound, 1000, 19_000);
    }

    [Theory]
    [InlineData("\"withheld\":-0")]
    [InlineData("\"withheld\":01")]
    [InlineData("\"withheld\":1.0")]
    [InlineData("\"withheld\":1e1")]
    [InlineData("\"withheld\":2147483648")]
    [InlineData("\"subjects\":[]")]
    [InlineData("\"subjects\":[\"000000000000000A\"]")]
    [InlineData("\"subjects\":[\"1\"]")]
    [InlineData("\"reason\":\"\"")]
    [InlineData("\"reason\":\"\\/\"")]
    [InlineData("\"reason\":\"\\u000A\"")]
    [InlineData("\"reason\":\"\\u000a\"")]
    [InlineData("\"reason\":\"\\u0041\"")]
    public void Member_InAnotherForm_IsRefusedByBoth(string member)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"{{\"action\":\"collection\",\"actor\":\"platform\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"organisation\":\"o\",{member}}}");
        Assert.Null(new EntryReader().Read(bytes));
        Assert.False(EntryForm.IsCanonical(bytes));
    }

    [Theory]
    [InlineData(EntryBatchWriter.MostText, true)]
    [InlineData(EntryBatchWriter.MostText + 1, false)]
    public void Text_LongerThanTheWriterLeavesIt_IsNoEntry(int length, bool expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(
            $"{{\"action\":\"collection\",\"actor\":\"platform\",\"at\":\"1970-01-01T00:00:00.000000Z\",\"reason\":\"{new string('x', length)}\"}}");
        Assert.Equal(expected, EntryForm.IsCanonical(bytes));
        Assert.Equal(expected, new EntryReader().Read(bytes) is not null);
    }

    [Fact]
    public void Entry_OfNoKnownOrganisation_IsReadBack()
    {
        byte[] written = Written(new LedgerEntry { Action = LedgerAction.Disclosure, Actor = "platform", At = 1, Organisation = "" });
        Assert.Equal("", new EntryReader().Read(written)!.Organisation);
        Assert.True(EntryForm.IsCanonical(written));
    }

    private static byte[] Written(LedgerEntry entry)
    {
        EntryBatchWriter writer = new();
        writer.Add(entry);
        return writer.Written[2..].ToArray();
    }

    private static byte[] Changed(Random random, byte[] bytes)
    {
        int at = random.Next(bytes.Length);
        return random.Next(5) switch
        {
            0 => [.. bytes[..at], .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            2 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
            3 => [.. bytes[..at], (byte)"0189acf\"\\-:,{}nu"[random.Next(16)], .. bytes[(at + 1)..]],
            _ => bytes,
        };
    }

    private static LedgerEntry Entry(Random random) => new()
    {
        Action = (LedgerAction)random.Next(1, Enum.GetValues<LedgerAction>().Max(a => (int)a) + 1),
        At = random.NextInt64(-60_000_000_000_000_000, 250_000_000_000_000_000),
        Actor = "a" + Text(random),
        OnBehalfOf = Maybe(random),
        Organisation = "o" + Text(random),
        Recipient = Maybe(random),
        RecipientSystem = Maybe(random),
        Purpose = Maybe(random),
        Reason = Maybe(random),
        Agreements = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text(random))],
        Exchange = Maybe(random),
        Delivery = Maybe(random),
        Content = Bytes(random),
        Subjects = [.. Enumerable.Range(0, random.Next(4)).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))],
        Withheld = random.Next(2) == 0 ? 0 : random.Next(int.MinValue, int.MaxValue),
        Outcome = Maybe(random),
    };

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(2) * 32];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string? Maybe(Random random) => random.Next(2) == 0 ? null : Text(random);

    private static string Text(Random random)
    {
        Rune[] runes = [.. Alphabet.EnumerateRunes()];
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => runes[random.Next(runes.Length)].ToString()));
    }

    // By the framework's own JSON, in another order, with what is empty left out.
    private static byte[] Json(LedgerEntry entry)
    {
        JsonObject json = [];
        void Add(string name, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                json[name] = text;
            }
        }

        if (entry.Withheld != 0)
        {
            json["withheld"] = entry.Withheld;
        }

        if (entry.Subjects.Count > 0)
        {
            json["subjects"] = new JsonArray([.. entry.Subjects.Select(s => (JsonNode)s.ToString("x16", CultureInfo.InvariantCulture))]);
        }

        if (entry.Agreements.Count > 0)
        {
            json["agreements"] = new JsonArray([.. entry.Agreements.Select(a => (JsonNode)a)]);
        }

        Add("recipientSystem", entry.RecipientSystem);
        Add("recipient", entry.Recipient);
        Add("reason", entry.Reason);
        Add("purpose", entry.Purpose);
        Add("outcome", entry.Outcome);
        Add("organisation", entry.Organisation);
        Add("onBehalfOf", entry.OnBehalfOf);
        Add("exchange", entry.Exchange);
        Add("delivery", entry.Delivery);
        Add("content", Convert.ToHexStringLower(entry.Content.Span));
        Add("at", DateTime.UnixEpoch.AddTicks(entry.At * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        Add("actor", entry.Actor);
        Add("action", entry.Action.ToString().ToLowerInvariant());
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }
}
