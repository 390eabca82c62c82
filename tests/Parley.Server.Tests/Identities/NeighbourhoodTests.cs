using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Parley.Server.Identities;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Identities;

/// <summary>Who is within some links, in every form, within its bounds.</summary>
public sealed class NeighbourhoodTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neighbourhood_OfAVehicle_CrossesSystems_AndEarlierVersions()
    {
        await using TestServer server = await StartAsync();
        string vehicle = PublicId.Record(People.Name(server, "beacon", "WX63 ABC", "Vehicle"));

        JsonElement one = (await People.AskAsync(server, $"/v1/records/{vehicle}/neighbourhood?links=1")).Json;
        JsonElement two = (await People.AskAsync(server, $"/v1/records/{vehicle}/neighbourhood?links=2")).Json;

        Assert.Equal(["Ian Vance", "Margaret Okoro", "Ola Ezra"], Labels(one, "Person", 1));
        Assert.Equal(["Quay Lane, WX4 7QD"], Labels(two, "Location", 2));
        Assert.Empty(Labels(one, "Location", 2));
        Assert.False(two.TryGetProperty("cut", out _));
        Assert.Contains(two.GetProperty("edges").EnumerateArray(), e => e.GetProperty("role").GetString() == "home-address");
    }

    [Fact]
    public async Task Neighbourhood_BeyondItsBounds_SaysSo()
    {
        await using TestServer server = await StartAsync();
        string vehicle = PublicId.Record(People.Name(server, "beacon", "WX63 ABC", "Vehicle"));

        JsonElement cut = (await People.AskAsync(server, $"/v1/records/{vehicle}/neighbourhood?limit=2")).Json;

        Assert.Equal(("nodes", 2), (cut.GetProperty("cut").GetString(), cut.GetProperty("nodes").GetArrayLength()));
        foreach (string query in new[] { "links=0", "links=5", "links=x", "limit=0", "limit=1001", "format=pdf" })
        {
            TestServer.Answer refused = await People.AskAsync(server, $"/v1/records/{vehicle}/neighbourhood?{query}");
            Assert.Equal((400, "IDN002"), (refused.Status, refused.Code));
        }
    }

    [Fact]
    public async Task Sight_BeyondItsBounds_LooksNoFurther_AndSaysSo()
    {
        await using TestServer server = await StartAsync();
        (IdentityFinder finder, Sights sights) = (server.Part<IdentityFinder>(), server.Part<Sights>());
        Asker asker = new(new Parley.Server.Access.Caller { KeyId = "test", Rights = Parley.Server.Access.Rights.All }, null, null);
        long person = People.Name(server, "beacon", "B-1");

        Sight few = sights.Open(asker, null, new IdentityBounds(1, TimeSpan.FromMinutes(1)));
        await finder.FindAsync(few, person, Token);
        Sight late = sights.Open(asker, null, new IdentityBounds(1000, TimeSpan.Zero));
        FoundIdentity? none = await finder.FindAsync(late, person, Token);

        Assert.Equal(("records", "time"), (few.Cut, late.Cut));
        Assert.Null(none);
    }

    [Fact]
    public async Task HiddenRecords_AreNoNeighbours_AndChangeNoByte()
    {
        Estate estate = IdentityTests.WithAgreementOn(People.Estate());
        await using TestServer server = await TestServer.StartAsync(estate);
        await People.SendAsync(server, "beacon", People.Bundle("K-1", "Kim", "Okoro", null, "07700 900123", "", Other("Kim", "K-2"), Knows));
        string path = $"/v1/records/{PublicId.Record(People.Name(server, "beacon", "K-1"))}/neighbourhood?links=3";
        TestServer.Answer before = await People.AskAsync(server, path, "control");
        await People.SendAsync(server, "beacon", People.Bundle("K-3", "Kimberley", "Okoro", null, "07700 900123", "", Other("Kim", "K-2"), Knows));

        Assert.Equal(before.Text, (await People.AskAsync(server, path, "control")).Text);
    }

    [Fact]
    public async Task View_ShowsWarningsFirst_AddressesVehiclesAndWhatIsBeyond()
    {
        await using TestServer server = await StartAsync();

        JsonElement view = await People.ViewAsync(server, "beacon", "B-1");

        Assert.Equal("Margaret Okoro", view.GetProperty("name").GetString());
        Assert.Equal("home-address", Assert.Single(view.GetProperty("addresses").EnumerateArray()).GetProperty("role").GetString());
        Assert.Equal("driver-of", Assert.Single(view.GetProperty("vehicles").EnumerateArray()).GetProperty("role").GetString());
        Assert.Equal(["Maggie O"], view.GetProperty("aliases").EnumerateArray().Select(a => a.GetProperty("value").GetString()!));
        List<string> members = [.. view.EnumerateObject().Select(p => p.Name)];
        Assert.True(members.IndexOf("warnings") < members.IndexOf("attributes"));
    }

    [Fact]
    public async Task View_HasWhatARecordItselfSays_AmongWarningsAndRestrictions()
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());
        await People.SendAsync(server, "beacon", People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03", "07700 900123", "\"dangerous\":true,\"wanted\":false,\"onBail\":true"));
        await People.SendAsync(server, "cornerstone", People.Bundle("C-1", "Margaret", "Okoro", "1961-02-03", "07700 900123", "\"dangerous\":true,\"wanted\":true"));

        JsonElement view = await People.ViewAsync(server, "beacon", "B-1");

        Assert.Equal(["Wanted", "A warning marker is held"], view.GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("label").GetString()!));
        JsonElement held = view.GetProperty("warnings")[1];
        Assert.Equal(("dangerous", "Person", 2), (held.GetProperty("role").GetString(), held.GetProperty("type").GetString(), held.GetProperty("sources").GetArrayLength()));
        Assert.Equal("On bail", Assert.Single(view.GetProperty("restrictions").EnumerateArray()).GetProperty("label").GetString());
        Assert.StartsWith("k-", held.GetProperty("record").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_SayTheBestKnownValues_AsTheSingleViewDoes()
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());

        // The one that names the identity is sent first, so that what it says is not what was learnt last.
        (string Key, string System)[] inOrder = [.. new[] { ("B-1", "beacon"), ("C-1", "cornerstone") }.OrderBy(r => People.Name(server, r.Item2, r.Item1))];
        await People.SendAsync(server, inOrder[0].System, People.Bundle(inOrder[0].Key, "Margaret", "Okoro", "1961-02-03", "07700 900123", "\"emails\":[\"heron@example.org\"],\"occupation\":\"baker\",\"placeOfBirth\":\"Quay\""));
        await People.SendAsync(server, inOrder[1].System, People.Bundle(inOrder[1].Key, "Peggy", "Okoro", "1961-02-03", "07700 900123", "\"emails\":[\"wren@example.org\",\"heron@example.org\"],\"occupation\":\"miller\""));
        JsonElement view = await People.ViewAsync(server, inOrder[0].System, inOrder[0].Key);
        string id = view.GetProperty("id").GetString()!;

        JsonElement node = (await People.AskAsync(server, $"/v1/records/k{id[1..]}/neighbourhood?links=1")).Json.GetProperty("nodes")[0];
        JsonElement linked = (await People.AskAsync(server, $"/v1/identities/{id}?format=jsonld")).Json.GetProperty("@graph")[0];

        Assert.Equal(2, node.GetProperty("records").GetArrayLength());
        Assert.Equal("Peggy Okoro", node.GetProperty("label").GetString());
        JsonElement attributes = node.GetProperty("attributes");
        Assert.Equal(("miller", "Quay"), (attributes.GetProperty("occupation").GetString(), attributes.GetProperty("placeOfBirth").GetString()));
        Assert.Equal(["heron@example.org", "wren@example.org"], attributes.GetProperty("emails").EnumerateArray().Select(e => e.GetString()!));
        foreach (JsonElement attribute in view.GetProperty("attributes").EnumerateArray().Where(a => a.GetProperty("name").GetString() is "familyName" or "dateOfBirth" or "occupation"))
        {
            string name = attribute.GetProperty("name").GetString()!;
            Assert.Equal(attribute.GetProperty("best").GetString(), attributes.GetProperty(name).GetString());
            Assert.Equal(attribute.GetProperty("best").GetString(), linked.GetProperty(name).GetString());
        }
    }

    [Fact]
    public async Task View_AsKnownAt_IsThatOfThen()
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());
        await People.SendAsync(server, "beacon", People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03"));
        string id = PublicId.Identity(People.Name(server, "beacon", "B-1"));
        DateTime then = (await People.AskAsync(server, $"/v1/identities/{id}")).Json.GetProperty("records")[0].GetProperty("knownAt").GetDateTime();
        await People.SendAsync(server, "beacon", People.Bundle("B-1", "Margaret", "Okoro-Vance", "1961-02-03"));
        await People.SendAsync(server, "cornerstone", People.Bundle("C-1", "Margaret", "Okoro-Vance", "1961-02-03"));

        JsonElement known = (await People.AskAsync(server, $"/v1/identities/{id}?asKnownAt={then:yyyy-MM-ddTHH:mm:ss.ffffffZ}")).Json;

        Assert.Equal(("Margaret Okoro", 1), (known.GetProperty("name").GetString(), known.GetProperty("records").GetArrayLength()));
        Assert.Equal(2, (await People.AskAsync(server, $"/v1/identities/{id}")).Json.GetProperty("records").GetArrayLength());
        Assert.Equal(400, (await People.AskAsync(server, $"/v1/identities/{id}?asKnownAt=yesterday")).Status);
    }

    [Fact]
    public async Task EveryFormat_IsWellFormed_AndHasTheSameNodes()
    {
        await using TestServer server = await StartAsync();
        string path = $"/v1/identities/{PublicId.Identity(People.Name(server, "beacon", "B-1"))}";

        XDocument graphMl = XDocument.Parse((await People.AskAsync(server, path + "?format=graphml")).Text);
        XNamespace g = "http://graphml.graphdrawing.org/xmlns";
        string[] nodes = [.. graphMl.Descendants(g + "node").Select(n => n.Attribute("id")!.Value)];
        JsonElement linked = (await People.AskAsync(server, path, accept: "application/ld+json")).Json;
        JsonElement geo = (await People.AskAsync(server, path, accept: "application/geo+json, */*")).Json;

        Assert.All(graphMl.Descendants(g + "edge"), e => Assert.True(nodes.Contains(e.Attribute("source")!.Value) && nodes.Contains(e.Attribute("target")!.Value)));
        Assert.Equal(nodes.Select(n => "urn:parley:identity:" + n), linked.GetProperty("@graph").EnumerateArray().Select(n => n.GetProperty("@id").GetString()));
        Assert.Equal("@list", linked.GetProperty("@context").GetProperty("givenNames").GetProperty("@container").GetString());
        Assert.Equal("FeatureCollection", geo.GetProperty("type").GetString());
        JsonElement feature = geo.GetProperty("features")[0];
        Assert.Equal([-1.5, 51.45], feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(c => Math.Round(c.GetDouble(), 3)));
        (string entities, string links) = await ZipAsync(server, path + "?format=csv");
        Assert.Equal(nodes, entities.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[0]));
        Assert.Equal(graphMl.Descendants(g + "edge").Count(), links.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    [Fact]
    public async Task Csv_KeepsWhatWouldBeAFormulaFromBeingOne()
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());
        await People.SendAsync(server, "beacon", People.Bundle("B-1", "=HYPERLINK(1)", "Okoro, the \\\"second\\\""));

        (string entities, string _) = await ZipAsync(server, $"/v1/identities/{PublicId.Identity(People.Name(server, "beacon", "B-1"))}?format=csv");

        Assert.Contains("\"'=HYPERLINK(1) Okoro, the \"\"second\"\"\"", entities, StringComparison.Ordinal);
    }

    private const string Knows = """{"from":"p","role":"known-to","to":"o"}""";

    private static string Other(string given, string reference) =>
        $$$""",{"id":"o","type":"Person","attributes":{"reference":"{{{reference}}}","givenNames":["{{{given}}}"],"familyName":"Vance"}}""";

    private static string[] Labels(JsonElement graph, string type, int distance) =>
    [
        .. graph.GetProperty("nodes").EnumerateArray().Where(n => n.GetProperty("type").GetString() == type && n.GetProperty("distance").GetInt32() == distance)
            .Select(n => n.GetProperty("label").GetString()!).Order(StringComparer.Ordinal),
    ];

    private static async Task<(string Entities, string Links)> ZipAsync(TestServer server, string path)
    {
        using HttpClient client = new() { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Support.Estate.OperatorKey);
        using ZipArchive zip = new(await client.GetStreamAsync(path, Token));
        return (await ReadAsync(zip, "entities.csv"), await ReadAsync(zip, "links.csv"));
    }

    private static async Task<string> ReadAsync(ZipArchive zip, string name)
    {
        using StreamReader reader = new(await zip.GetEntry(name)!.OpenAsync(Token), Encoding.UTF8);
        return await reader.ReadToEndAsync(Token);
    }

    // Two systems know the vehicle, one of them in two messages; a driver of the first message has a home.
    private static async Task<TestServer> StartAsync()
    {
        TestServer server = await TestServer.StartAsync(People.Estate());
        const string Car = """,{"id":"v","type":"Vehicle","attributes":{"registration":"WX63 ABC"}}""";
        const string Home = """,{"id":"l","type":"Location","attributes":{"reference":"L-1","street":"Quay Lane","postcode":"WX4 7QD","position":{"latitude":51.45,"longitude":-1.5}}}""";
        const string Drives = """{"from":"p","role":"driver-of","to":"v"}""";
        await People.SendAsync(
            server, "beacon",
            People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03", null, "\"alias\":[\"Maggie O\"]", Car + Home, Drives + "," + """{"from":"p","role":"home-address","to":"l"}"""),
            People.Bundle("B-2", "Ian", "Vance", "1980-12-30", null, "", Car, Drives));
        await People.SendAsync(server, "cornerstone", People.Bundle("C-1", "Ola", "Ezra", "1975-06-17", null, "", Car, Drives));
        return server;
    }
}
