using System.Buffers;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Xunit;

namespace Parley.Engine.Tests.Translation;

/// <summary>Messages of thousands of records: every one is joined to its own, and what they cost grows with their number and no faster.</summary>
public sealed class ManyRecordsTests
{
    private const int Many = 2_000;

    private const string Definition = """
        translation: many
        format: json
        records:
          incident: { type: Incident, attributes: { reference: incidentNo } }
          people: { type: Person, each: "people[]", attributes: { familyName: surname } }
          phones: { type: Telephone, in: people, each: "phones[]", attributes: { number: { at: number, as: telephone } } }
          home: { type: Location, in: people, at: home, attributes: { addressText: address } }
          vehicles: { type: Vehicle, each: "vehicles[]", attributes: { registration: vrm } }
        links:
          - { from: people, role: witness-of, to: incident }
          - { from: people, role: uses-telephone, to: phones }
          - { from: people, role: home-address, to: home }
          - { from: vehicles, role: involved-in, to: incident }
        """;

    private static readonly Translator Translator = Compile();

    [Fact]
    public void Read_ThousandsOfRecords_JoinsEachToItsOwnFrame()
    {
        Bundle bundle = Read(Message(Many));

        Assert.Equal(1 + (Many * 5), bundle.Records.Count);
        Assert.Equal(Many * 5, bundle.Links.Count);
        foreach (Link link in bundle.Links.Where(l => l.Role.Name is "uses-telephone" or "home-address"))
        {
            string name = bundle.Records[link.From]["familyName"].AsText;
            Parley.Engine.Dictionary.Record other = bundle.Records[link.To];
            string own = link.Role.Name == "home-address" ? other["addressText"].AsText : other["number"].AsText;
            Assert.Contains(name[^3..], own, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Write_ThousandsOfRecords_GivesTheMessageBack()
    {
        byte[] message = Message(Many);
        Bundle bundle = Read(message);

        Assert.Equal(Encoding.UTF8.GetString(message), Encoding.UTF8.GetString(Write(bundle)));
    }

    /// <summary>Whoever decides or merges may put a bundle together in another order: each record is still written within its own.</summary>
    [Fact]
    public void Write_RecordsAndLinksInAnotherOrder_KeepsEachWithinItsOwn()
    {
        Bundle bundle = Read(Message(50));
        Bundle shuffled = new();
        int[] order = [0, .. Enumerable.Range(1, bundle.Records.Count - 1).OrderBy(i => i * 7919 % 251)];
        foreach (int i in order)
        {
            shuffled.Add(bundle.Records[i]);
        }

        foreach (Link link in bundle.Links.OrderBy(l => (l.From * 31 + l.To) * 7919 % 257))
        {
            shuffled.Add(new Link(Array.IndexOf(order, link.From), link.Role, Array.IndexOf(order, link.To)));
        }

        Assert.Equal(Facts(bundle), Facts(Read(Write(shuffled))));
    }

    // Allocation is the same on every machine and run, which the clock is not; a list copied for each record shows in it as it does in time.
    [Fact]
    public void ReadAndWrite_FourTimesTheRecords_AllocateFourTimesAsMuch()
    {
        long few = Allocated(Message(Many / 4));
        long many = Allocated(Message(Many));

        Assert.InRange(many, few * 3, few * 5);
    }

    [Fact]
    public void Add_LinkThatIsThereAmongMany_IsNotAddedAgain()
    {
        Bundle bundle = Read(Message(100));
        int before = bundle.Links.Count;
        foreach (Link link in bundle.Links.ToArray())
        {
            bundle.Add(link);
        }

        Assert.Equal(before, bundle.Links.Count);
    }

    private static long Allocated(byte[] message)
    {
        // The first message of a size grows what is kept for the next.
        Write(Read(message));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Write(Read(message));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Bundle Read(byte[] message)
    {
        IssueSink issues = new();
        Bundle? bundle = Translator.Read(message, issues);
        Assert.Empty(issues.Issues);
        return bundle!;
    }

    private static byte[] Write(Bundle bundle)
    {
        IssueSink issues = new();
        ArrayBufferWriter<byte> output = new();
        Assert.True(Translator.Write(bundle, WriteContext.Offline, output, issues));
        Assert.Empty(issues.Issues);
        return output.WrittenSpan.ToArray();
    }

    private static List<string> Facts(Bundle bundle) => [.. bundle.Links
        .Select(l => $"{bundle.Records[l.From]} {l.Role.Name} {bundle.Records[l.To]}")
        .Order(StringComparer.Ordinal)];

    private static byte[] Message(int count)
    {
        StringBuilder json = new("""{"incidentNo":"WX-1","people":[""");
        for (int i = 0; i < count; i++)
        {
            json.Append(i == 0 ? "" : ",")
                .Append($$$"""{"surname":"P{{{i:0000}}}","phones":[{"number":"+447700900{{{i % 1000:000}}}"},{"number":"+441632960{{{i % 1000:000}}}"}""")
                .Append($$$"""],"home":{"address":"{{{i:0000}}} Quillon Street"}}""");
        }

        json.Append("],\"vehicles\":[");
        for (int i = 0; i < count; i++)
        {
            json.Append(i == 0 ? "" : ",").Append($$$"""{"vrm":"WX{{{i:0000}}}"}""");
        }

        return Encoding.UTF8.GetBytes(json.Append("]}").ToString());
    }

    private static Translator Compile()
    {
        IssueSink issues = new();
        return TranslationCompiler.Compile("many.yaml", Definition, BuiltInDictionary.BuiltIn, issues)
            ?? throw new InvalidOperationException(string.Join("; ", issues.Issues));
    }
}
