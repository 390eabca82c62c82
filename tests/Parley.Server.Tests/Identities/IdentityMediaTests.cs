using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Storage;
using Parley.Server.Tests.Media;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Identities;

/// <summary>Objects in the single view and in neighbourhoods: where they are read, and that what may not be read changes no byte.</summary>
public sealed class IdentityMediaTests
{
    private static readonly string[] s_forms = ["json", "graphml", "csv", "geojson", "jsonld"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task View_ShowsWhatIsAttachedAndWhatIsLinked_AndRecordsIt()
    {
        byte[] bytes = MediaCalls.Png(2000);
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string image = await calls.PutAsync(bytes);
        await People.SendAsync(server, "beacon", Pictured("B-1", "MI-1", image));
        string person = PublicId.Record(People.Name(server, "beacon", "B-1"));
        string attached = await calls.PutAsync(MediaCalls.Png(1000, 2), record: person);

        JsonElement[] media = [.. (await People.ViewAsync(server, "beacon", "B-1")).GetProperty("media").EnumerateArray()];

        Assert.Equal([attached, image], media.Select(m => m.GetProperty("id").GetString()));
        Assert.Equal(
            ($"/v1/media/{image}", "image/png", 2000, Convert.ToHexStringLower(SHA256.HashData(bytes)), "scene.png", "available", "has-image"),
            (media[1].GetProperty("href").GetString(), media[1].GetProperty("type").GetString(), media[1].GetProperty("size").GetInt32(), media[1].GetProperty("sha256").GetString(),
                media[1].GetProperty("title").GetString(), media[1].GetProperty("state").GetString(), media[1].GetProperty("of")[0].GetProperty("role").GetString()));
        Assert.Equal(person, media[0].GetProperty("of")[0].GetProperty("record").GetString());
        Assert.False(media[0].GetProperty("of")[0].TryGetProperty("role", out _));
        Assert.Equal(200, (int)(await calls.AskAsync(HttpMethod.Get, media[1].GetProperty("href").GetString()!, Estate.OperatorKey)).StatusCode);
        Assert.Contains("object-described", (await server.GetAsync($"/v1/media/{image}/continuity")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryFormOfAGraph_HasTheObjectsOfItsNodes()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        byte[] bytes = MediaCalls.Png(2000);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        string image = await calls.PutAsync(bytes);
        await People.SendAsync(server, "beacon", Pictured("B-1", "MI-1", image));

        Dictionary<string, string> forms = await FormsAsync(server, null);

        string[] carrying = ["graphml", "csv", "jsonld"];
        Assert.All(carrying, form =>
        {
            Assert.Contains($"/v1/media/{image}", forms[form], StringComparison.Ordinal);
            Assert.Contains(hash, forms[form], StringComparison.Ordinal);
        });
        JsonElement graph = (await People.AskAsync(server, $"/v1/records/{PublicId.Record(People.Name(server, "beacon", "B-1"))}/neighbourhood?links=1")).Json;
        JsonElement node = Assert.Single(graph.GetProperty("nodes").EnumerateArray(), n => n.GetProperty("type").GetString() == "Media");
        Assert.Equal(image, Assert.Single(node.GetProperty("media").EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ObjectThatMayNotBeRead_ChangesNoByte_InAnyForm(bool imageIsSeen)
    {
        // The person may be seen, and perhaps that there is an image, but not its bytes; before they are uploaded and after is the same.
        byte[] bytes = MediaCalls.Png(2000);
        GrantDefinition[] grants = imageIsSeen ? [Persons, new GrantDefinition { Records = ["Media"], Attributes = ["reference", "hash"] }] : [Persons];
        await using TestServer server = await TestServer.StartAsync(NewEstate().Agreement(TestAgreement.Of("people") with { Grants = grants }));
        using MediaCalls calls = new(server);
        await People.SendAsync(server, "beacon", Pictured("B-1", "MI-1", Convert.ToHexString(SHA256.HashData(bytes))));
        Dictionary<string, string> before = await FormsAsync(server, "control");

        string image = await calls.PutAsync(bytes);
        string attached = await calls.PutAsync(MediaCalls.Png(1000, 2), record: PublicId.Record(People.Name(server, "beacon", "B-1")));

        Assert.Equal(before, await FormsAsync(server, "control"));
        Assert.Equal(2, (await People.ViewAsync(server, "beacon", "B-1")).GetProperty("media").GetArrayLength());
        string continuity = (await server.GetAsync($"/v1/media/{image}/continuity")).Text + (await server.GetAsync($"/v1/media/{attached}/continuity")).Text;
        Assert.DoesNotContain("eastmoor", continuity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ObjectReadByAnotherRecord_DoesNotSayThatThisOneRefersToIt()
    {
        GrantDefinition[] grants = [Persons, new() { Records = ["Media"], Attributes = ["reference"] }, new() { Records = ["Document"], Attributes = ["reference", "object"] }];
        await using TestServer server = await TestServer.StartAsync(NewEstate().Agreement(TestAgreement.Of("people") with { Grants = grants }));
        using MediaCalls calls = new(server);
        string image = await calls.PutAsync(MediaCalls.Png(2000));
        await People.SendAsync(
            server, "beacon", Pictured("B-1", "MI-1", image),
            $$$"""{"records":[{"id":"m","type":"Document","attributes":{"reference":"D-1","object":"{{{image}}}"}}],"links":[]}""");

        using HttpResponseMessage read = await calls.GetAsync(image, Estate.KeyOf("control"), r => r.Headers.Add("Parley-Purpose", "investigation"));
        string ofImage = $"/v1/records/{PublicId.Record(People.Name(server, "beacon", "MI-1", "Media"))}/media";
        string ofDocument = $"/v1/records/{PublicId.Record(People.Name(server, "beacon", "D-1", "Document"))}/media";

        Assert.Equal(200, (int)read.StatusCode);
        Assert.Empty((await People.ViewAsync(server, "beacon", "B-1", "control")).GetProperty("media").EnumerateArray());
        Assert.Empty((await People.AskAsync(server, ofImage, "control")).Json.GetProperty("objects").EnumerateArray());
        Assert.Single((await People.AskAsync(server, ofDocument, "control")).Json.GetProperty("objects").EnumerateArray());
    }

    [Fact]
    public async Task View_AsKnownAt_HasTheObjectsOfThen()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        await People.SendAsync(server, "beacon", Pictured("B-1", "MI-1", await calls.PutAsync(MediaCalls.Png(2000))));
        JsonElement view = await People.ViewAsync(server, "beacon", "B-1");
        DateTime then = view.GetProperty("records")[0].GetProperty("knownAt").GetDateTime();
        await calls.PutAsync(MediaCalls.Png(1000, 2), record: PublicId.Record(People.Name(server, "beacon", "B-1")));
        string path = $"/v1/identities/{PublicId.Identity(People.Name(server, "beacon", "B-1"))}";

        JsonElement known = (await People.AskAsync(server, $"{path}?asKnownAt={then:yyyy-MM-ddTHH:mm:ss.ffffffZ}")).Json;

        Assert.Equal((1, 2), (known.GetProperty("media").GetArrayLength(), (await People.AskAsync(server, path)).Json.GetProperty("media").GetArrayLength()));
    }

    private static GrantDefinition Persons => new() { Records = ["Person"], Attributes = ["reference", "familyName", "givenNames"] };

    // The single view, and the neighbourhood in every form.
    private static async Task<Dictionary<string, string>> FormsAsync(TestServer server, string? asker)
    {
        long name = People.Name(server, "beacon", "B-1");
        Dictionary<string, string> forms = new() { ["neighbourhood"] = (await People.AskAsync(server, $"/v1/records/{PublicId.Record(name)}/neighbourhood", asker)).Text };
        foreach (string form in s_forms)
        {
            string path = $"/v1/identities/{PublicId.Identity(name)}?format={form}";
            forms[form] = form == "csv" ? await ZipAsync(server, path, asker) : (await People.AskAsync(server, path, asker)).Text;
        }

        return forms;
    }

    // All files of the zip; the times that it bears are those of the question.
    private static async Task<string> ZipAsync(TestServer server, string path, string? asker)
    {
        using HttpClient client = new() { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", asker is null ? Estate.OperatorKey : Estate.KeyOf(asker));
        client.DefaultRequestHeaders.Add("Parley-Purpose", "investigation");
        using ZipArchive zip = new(await client.GetStreamAsync(path, Token));
        StringBuilder text = new();
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using StreamReader reader = new(await entry.OpenAsync(Token), Encoding.UTF8);
            text.Append(entry.FullName).Append('\n').Append(await reader.ReadToEndAsync(Token));
        }

        return text.ToString();
    }

    private static string Pictured(string person, string image, string media) => People.Bundle(
        person, "Kim", "Okoro", records: $$$""",{"id":"i","type":"Media","attributes":{"reference":"{{{image}}}","object":"{{{media}}}"}}""",
        links: """{"from":"i","role":"image-of","to":"p"}""");

    private static Estate NewEstate()
    {
        Estate estate = People.Estate();
        estate.Media = new MediaDefinition { Folder = "media", MaxBytes = 4 << 20 };
        return estate;
    }
}
