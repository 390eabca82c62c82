using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Media;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Media;

/// <summary>Who reads objects, how, what is left of it, and what becomes of them, on each store.</summary>
public abstract class MediaTests
{
    private const string Beacon = "beacon-key";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ranges_AreAnsweredAsTheStandardSays()
    {
        byte[] bytes = MediaCalls.Png(200_000);
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes);
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"";

        await RangeAsync(calls, id, "bytes=0-0", bytes[..1], "bytes 0-0/200000");
        await RangeAsync(calls, id, "bytes=65530-65545", bytes[65530..65546], "bytes 65530-65545/200000");
        await RangeAsync(calls, id, "bytes=70000-", bytes[70_000..], "bytes 70000-199999/200000");
        await RangeAsync(calls, id, "bytes=-5", bytes[^5..], "bytes 199995-199999/200000");
        await RangeAsync(calls, id, "bytes=-900000", bytes, "bytes 0-199999/200000");
        await RangeAsync(calls, id, "bytes=199999-300000", bytes[^1..], "bytes 199999-199999/200000");
        await RangeAsync(calls, id, "bytes=1-2", bytes[1..3], "bytes 1-2/200000", tag);
        await WholeAsync(calls, id, bytes, r => r.Headers.TryAddWithoutValidation("Range", "bytes=1-2,5-6"));
        await WholeAsync(calls, id, bytes, r => r.Headers.TryAddWithoutValidation("Range", "bytes=5-2"));
        await WholeAsync(calls, id, bytes, r =>
        {
            r.Headers.TryAddWithoutValidation("Range", "bytes=1-2");
            r.Headers.TryAddWithoutValidation("If-Range", "\"another\"");
        });
        using HttpResponseMessage beyond = await calls.GetAsync(id, Beacon, r => r.Headers.TryAddWithoutValidation("Range", "bytes=200000-"));
        Assert.Equal((416, "bytes */200000"), ((int)beyond.StatusCode, beyond.Content.Headers.ContentRange?.ToString()));
        using HttpResponseMessage known = await calls.GetAsync(id, Beacon, r => r.Headers.TryAddWithoutValidation("If-None-Match", tag));
        Assert.Equal(304, (int)known.StatusCode);
        using HttpResponseMessage head = await calls.AskAsync(HttpMethod.Head, $"/v1/media/{id}", Beacon);
        Assert.Equal((200, 200_000L, "bytes"), ((int)head.StatusCode, head.Content.Headers.ContentLength, string.Join(',', head.Headers.AcceptRanges)));
    }

    [Theory]
    [InlineData("image/png", "inline")]
    [InlineData("application/pdf", "attachment")]
    [InlineData("text/plain", "attachment")]
    public async Task Answers_TellABrowserToRunNothing(string type, string disposition)
    {
        byte[] bytes = type == "image/png" ? MediaCalls.Png(100) : Encoding.ASCII.GetBytes("%PDF-1.7\nplain enough\n");
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes, type);

        using HttpResponseMessage answer = await calls.GetAsync(id, Beacon);

        Assert.Equal((type, disposition, "scene.png"), (
            answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:", answer.Headers.GetValues("Repr-Digest").Single());
    }

    [Fact]
    public async Task Object_WithoutARecord_IsThereForTheSystemThatUploadedItAlone()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));

        Assert.Equal(200, await StatusAsync(calls, id, Beacon));
        await AbsentAsync(calls, id, Estate.OperatorKey);
        await AbsentAsync(calls, id, Estate.KeyOf("control"));
        await AbsentAsync(calls, id, Estate.KeyOf("records"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Object_OfARecord_IsReadByWhomTheRecordIsPermittedTo_ItsAttributeIncluded(bool byHash)
    {
        byte[] bytes = MediaCalls.Png(1000);
        await using TestServer server = await TestServer.StartAsync(NewEstate("reference", "object"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes);
        await DepositAsync(server, "M-1", byHash ? Convert.ToHexString(SHA256.HashData(bytes)) : id);

        Assert.Equal(200, await StatusAsync(calls, id, Estate.OperatorKey));
        using HttpResponseMessage delivered = await calls.GetAsync(id, Estate.KeyOf("control"), r => r.Headers.Add("Parley-Purpose", "investigation"));
        Assert.Equal(bytes, await delivered.Content.ReadAsByteArrayAsync(Token));
        await AbsentAsync(calls, id, Estate.KeyOf("control"));
        await AbsentAsync(calls, id, Estate.KeyOf("control"), "safeguarding");
    }

    [Fact]
    public async Task Object_WhoseAttributeIsWithheld_IsNotThere_ThoughItsRecordIs()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate("reference", "hash"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));
        await DepositAsync(server, "M-1", id);

        await AbsentAsync(calls, id, Estate.KeyOf("control"), "investigation");
        Assert.Equal(200, await StatusAsync(calls, id, Estate.OperatorKey));
    }

    [Fact]
    public async Task Object_OfARecordThatIsWithdrawn_IsThereForItsOwnerAlone_AndAHoldKeepsIt()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate("reference", "object"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));
        string exchange = await DepositAsync(server, "M-1", id);
        Assert.Equal(200, await StatusAsync(calls, id, Estate.KeyOf("control"), "investigation"));

        await server.PostAsync("/v1/holds", $$"""{"exchange":"{{exchange}}","reason":"trial pending"}""");
        await server.PostAsync($"/v1/exchanges/{exchange}/withdraw", """{"reason":"entered against the wrong person"}""", Beacon);
        await server.Part<Projector>().CatchUpAsync(Token);
        TestServer.Answer erased = await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"no longer needed"}""");
        await server.Part<MediaKeeper>().PassAsync(Token);

        Assert.Equal(409, erased.Status);
        await AbsentAsync(calls, id, Estate.KeyOf("control"), "investigation");
        Assert.Equal(200, await StatusAsync(calls, id, Estate.OperatorKey));
    }

    [Fact]
    public async Task Record_OfAnotherSystem_GivesNoRightToAnObject()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate("reference", "object"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));
        await DepositAsync(server, "M-1", id, "control");
        await DepositAsync(server, "M-1", id, "records");

        await AbsentAsync(calls, id, Estate.KeyOf("control"), "investigation");
        await AbsentAsync(calls, id, Estate.KeyOf("records"));
        await AbsentAsync(calls, id, Estate.OperatorKey);
    }

    [Fact]
    public async Task Object_AttachedToARecord_IsDecidedAsARecordLinkedToIt()
    {
        byte[] bytes = MediaCalls.Png(1000);
        await using TestServer server = await TestServer.StartAsync(NewEstate("reference", "object"));
        using MediaCalls calls = new(server);
        await DepositAsync(server, "M-1", null);
        string record = Record(server, "beacon", "Media", "M-1");

        string id = await calls.PutAsync(bytes, record: record);
        using HttpResponseMessage foreign = await calls.SendAsync(HttpMethod.Post, "/v1/media", "records", r =>
        {
            r.Headers.Add("Upload-Length", "10");
            r.Headers.Add("Upload-Metadata", MediaCalls.Metadata(("filename", "a"), ("filetype", "image/png"), ("record", record)));
        });

        Assert.Equal(422, (int)foreign.StatusCode);
        string referred = await calls.PutAsync(MediaCalls.Png(1000, 2));
        await DepositAsync(server, "M-1", referred);
        string hidden = await calls.PutAsync(MediaCalls.Png(1000, 3));
        JsonElement own = (await server.GetAsync($"/v1/records/{record}/media")).Json;
        using HttpResponseMessage others = await calls.AskAsync(HttpMethod.Get, $"/v1/records/{record}/media", Estate.KeyOf("control"), r => r.Headers.Add("Parley-Purpose", "investigation"));
        using HttpResponseMessage none = await calls.AskAsync(HttpMethod.Get, $"/v1/records/{record}/media", Estate.KeyOf("control"));
        Assert.Equal([referred, id], own.GetProperty("objects").EnumerateArray().Select(o => o.GetProperty("id").GetString()));
        Assert.Contains(id, await others.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.DoesNotContain(hidden, await others.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(404, (int)none.StatusCode);
        Assert.Equal(200, await StatusAsync(calls, id, Estate.OperatorKey));
        Assert.Equal(200, await StatusAsync(calls, id, Estate.KeyOf("control"), "investigation"));
        await AbsentAsync(calls, id, Estate.KeyOf("control"), "safeguarding");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Others_AreToldOfAnObject_WhatGoesWithItsBytesAndWhatTheDecisionLeft_AndNoMore(bool attached, bool named)
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate(named ? ["reference", "object", "fileName"] : ["reference", "object"]));
        using MediaCalls calls = new(server);
        string id = attached ? "" : await calls.PutAsync(MediaCalls.Png(1000));
        await DepositAsync(server, "M-1", attached ? null : id);
        string record = Record(server, "beacon", "Media", "M-1");
        id = attached ? await calls.PutAsync(MediaCalls.Png(1000), record: record) : id;
        string key = Estate.KeyOf("control");

        using HttpResponseMessage bytes = await AskAsync(calls, id, key, "investigation");
        using HttpResponseMessage description = await AskAsync(calls, id + "/description", key, "investigation");
        using HttpResponseMessage list = await calls.AskAsync(HttpMethod.Get, $"/v1/records/{record}/media", key, r => r.Headers.Add("Parley-Purpose", "investigation"));
        JsonElement told = JsonDocument.Parse(await description.Content.ReadAsStringAsync(Token)).RootElement;
        JsonElement listed = JsonDocument.Parse(await list.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("objects")[0];

        // Only the attached object's record was made of what its sender said; the message's own record says no file name.
        bool tells = attached && named;
        Assert.Equal(tells ? "scene.png" : id + ".png", bytes.Content.Headers.ContentDisposition?.FileNameStar);
        string[] expected = ["id", "system", "state", "type", "size", "received", "sha256", .. tells ? (string[])["fileName"] : [], .. attached ? (string[])["record"] : [], "completed"];
        Assert.Equal(expected, told.EnumerateObject().Select(m => m.Name));
        Assert.Equal(told.GetRawText(), listed.GetRawText());
        Assert.Equal("scene.png", (await server.GetAsync($"/v1/media/{id}/description")).Json.GetProperty("fileName").GetString());
        using HttpResponseMessage own = await AskAsync(calls, id, Estate.OperatorKey, null);
        Assert.Equal("scene.png", own.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task Operator_SeesThatAnotherOrganisationHasAnObject_AndNotWhatItIsCalled()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string own = await calls.PutAsync(MediaCalls.Png(1000));
        string others = await calls.PutAsync(MediaCalls.Png(1000), system: "control");

        foreach ((string id, string system, bool named) in new[] { (own, "beacon", true), (others, "control", false) })
        {
            JsonElement listed = Assert.Single((await server.GetAsync($"/v1/media?system={system}")).Json.GetProperty("objects").EnumerateArray());
            JsonElement handled = (await server.GetAsync($"/v1/media/{id}/continuity")).Json.GetProperty("object");
            Assert.Equal((id, named, named), (listed.GetProperty("id").GetString(), listed.TryGetProperty("fileName", out _), handled.TryGetProperty("fileName", out _)));
        }

        Assert.Contains("scene.png", (await server.GetAsync("/v1/media", Estate.KeyOf("control"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordThatAnObjectWasAttachedTo_IsNotTold_ToWhomItIsReadableByAnother()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate("reference", "object"));
        using MediaCalls calls = new(server);
        await server.DepositAsync("beacon", """{"records":[{"id":"p","type":"Person","attributes":{"reference":"P-1"}}],"links":[]}""", type: "bundle");
        string hidden = Record(server, "beacon", "Person", "P-1");
        string id = await calls.PutAsync(MediaCalls.Png(1000), record: hidden);
        await DepositAsync(server, "M-1", id);

        using HttpResponseMessage told = await AskAsync(calls, id + "/description", Estate.KeyOf("control"), "investigation");

        Assert.Equal(200, (int)told.StatusCode);
        Assert.DoesNotContain("record", await told.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(hidden, (await server.GetAsync($"/v1/media/{id}/description")).Json.GetProperty("record").GetString());
    }

    [Theory]
    [InlineData("If-None-Match", "*", 304)]
    [InlineData("Range", "bytes=5000-", 416)]
    public async Task HeadersWithoutBytes_AreInTheLedgerToo(string header, string value, int status)
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate("reference", "object"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));
        await DepositAsync(server, "M-1", id);

        using HttpResponseMessage answer = await calls.GetAsync(id, Estate.KeyOf("control"), r =>
        {
            r.Headers.Add("Parley-Purpose", "investigation");
            r.Headers.TryAddWithoutValidation(header, value);
        });

        Assert.Equal(status, (int)answer.StatusCode);
        JsonElement last = (await server.GetAsync($"/v1/media/{id}/continuity")).Json.GetProperty("entries").EnumerateArray().Last();
        Assert.Equal(("object-described", "system:control"), (last.GetProperty("outcome").GetString(), last.GetProperty("actor").GetString()));
    }

    [Fact]
    public async Task Continuity_SaysWhoHandledIt_AndVerifiesOffline()
    {
        byte[] bytes = MediaCalls.Png(1000);
        await using TestServer server = await TestServer.StartAsync(NewEstate("reference", "object"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes);
        await DepositAsync(server, "M-1", id);
        using (await calls.GetAsync(id, Estate.OperatorKey, r => r.Headers.Add("Parley-Reason", "case 7")))
        {
        }

        using (await calls.GetAsync(id, Estate.OperatorKey, r => r.Headers.TryAddWithoutValidation("Range", "bytes=0-9")))
        {
        }

        using (await calls.GetAsync(id, Estate.KeyOf("control"), r => r.Headers.Add("Parley-Purpose", "investigation")))
        {
        }

        JsonElement continuity = (await server.GetAsync($"/v1/media/{id}/continuity")).Json;

        JsonElement[] entries = [.. continuity.GetProperty("entries").EnumerateArray()];
        Assert.Equal(["object-uploaded", "object-read", "object-range-read", "object-delivered"], entries.Select(e => e.GetProperty("outcome").GetString()));
        Assert.Equal(["system:beacon", "operator:op", "operator:op", "system:control"], entries.Select(e => e.GetProperty("actor").GetString()));
        Assert.Equal("case 7", entries[1].GetProperty("reason").GetString());
        Assert.Equal(("eastmoor", "investigation"), (entries[3].GetProperty("organisation").GetString(), entries[3].GetProperty("purpose").GetString()));
        Assert.All(entries, e => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), e.GetProperty("sha256").GetString()));

        NoteKey key = NoteKey.Parse((await server.GetAsync("/v1/ledger/key")).Json.GetProperty("keys")[0].GetProperty("key").GetString()!)!;
        TestServer.Answer pack = await server.PostAsync("/v1/ledger/packs", $$$"""{"subject":{"system":"beacon","type":"object","key":"{{{id}}}"}}""");
        Assert.Empty(PackVerifier.Verify(Encoding.UTF8.GetBytes(pack.Text), [key], null, out EvidencePack? made));
        Assert.Equal(4, made!.Entries.Count);
        await AbsentAsync(calls, id, Estate.KeyOf("control"), "investigation", "/continuity");
        await AbsentAsync(calls, id, Estate.KeyOf("records"), null, "/continuity");
    }

    [Fact]
    public async Task Description_AndList_SayWhatIsKnown()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));
        string begun = (await calls.CreateAsync(500))["/v1/media/".Length..];
        Assert.Equal("uploading", (await server.GetAsync($"/v1/media/{begun}/description", Beacon)).Json.GetProperty("state").GetString());
        Assert.Equal(404, (await server.GetAsync($"/v1/media/{begun}/description")).Status);

        JsonElement described = (await server.GetAsync($"/v1/media/{id}/description", Beacon)).Json;
        JsonElement list = (await server.GetAsync("/v1/media", Beacon)).Json;

        Assert.Equal((id, "available", "scene.png", 1000L), (
            described.GetProperty("id").GetString(), described.GetProperty("state").GetString(), described.GetProperty("fileName").GetString(), described.GetProperty("size").GetInt64()));
        Assert.Equal([begun, id], list.GetProperty("objects").EnumerateArray().Select(o => o.GetProperty("id").GetString()));
        Assert.Empty((await server.GetAsync("/v1/media", Estate.KeyOf("records"))).Json.GetProperty("objects").EnumerateArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erasure_OfTheRecord_TakesTheObject(bool attached)
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string id = attached ? "" : await calls.PutAsync(MediaCalls.Png(1000));
        string exchange = await DepositAsync(server, "M-1", attached ? null : id);
        id = attached ? await calls.PutAsync(MediaCalls.Png(1000), record: Record(server, "beacon", "Media", "M-1")) : id;
        Assert.Equal(200, await StatusAsync(calls, id, Estate.OperatorKey));
        using HttpResponseMessage kept = await calls.SendAsync(HttpMethod.Delete, $"/v1/media/{id}", "beacon");
        Assert.Equal(409, (int)kept.StatusCode);
        long key = (await server.Part<Store>().Reader.MediaAsync(Key(id), Token))!.Key;

        await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"entered by mistake"}""");
        Assert.Equal(404, await StatusAsync(calls, id, Estate.OperatorKey));
        await server.Part<MediaKeeper>().PassAsync(Token);

        Assert.Equal(404, await StatusAsync(calls, id, Beacon));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Root, "media"), "*", SearchOption.AllDirectories));
        Assert.Null(server.Part<Store>().Keys.Find(key));
        Assert.Equal("object-erased", (await server.GetAsync($"/v1/media/{id}/continuity")).Json.GetProperty("entries").EnumerateArray().Last().GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Object_ThatTwoRecordsReferTo_GoesWithTheLast()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));
        string first = await DepositAsync(server, "M-1", id);
        string second = await DepositAsync(server, "M-2", id);

        await server.PostAsync($"/v1/exchanges/{first}/erase", """{"reason":"entered by mistake"}""");
        await server.Part<MediaKeeper>().PassAsync(Token);
        Assert.Equal(200, await StatusAsync(calls, id, Estate.OperatorKey));

        await server.PostAsync($"/v1/exchanges/{second}/erase", """{"reason":"entered by mistake"}""");
        await server.Part<MediaKeeper>().PassAsync(Token);
        Assert.Equal(404, await StatusAsync(calls, id, Beacon));
    }

    [Fact]
    public async Task Object_ThatNoRecordRefersTo_IsKeptForItsTime_AndOneThatIsReferredToStays()
    {
        ManualTime time = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(), change: o => o with { Time = time });
        using MediaCalls calls = new(server);
        string alone = await calls.PutAsync(MediaCalls.Png(1000));
        string referred = await calls.PutAsync(MediaCalls.Png(1000, 2));
        await DepositAsync(server, "M-1", referred);

        time.Advance(TimeSpan.FromDays(29));
        await server.Part<MediaKeeper>().PassAsync(Token);
        Assert.Equal(200, await StatusAsync(calls, alone, Beacon));
        time.Advance(TimeSpan.FromDays(2));
        await server.Part<MediaKeeper>().PassAsync(Token);

        Assert.Equal(404, await StatusAsync(calls, alone, Beacon));
        Assert.Equal(200, await StatusAsync(calls, referred, Beacon));
    }

    [Fact]
    public async Task Delete_OfAnObjectWithoutARecord_ErasesIt_AndAnEndCutShortIsFinished()
    {
        Estate estate = NewEstate();
        string root = TestServer.NewFolder();
        string id;
        string other;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            using MediaCalls calls = new(server);
            id = await calls.PutAsync(MediaCalls.Png(1000));
            other = await calls.PutAsync(MediaCalls.Png(1000, 2));
            using HttpResponseMessage deleted = await calls.SendAsync(HttpMethod.Delete, $"/v1/media/{id}", "beacon");
            Assert.Equal(204, (int)deleted.StatusCode);

            // As a crash leaves it: the end is recorded, and nothing more.
            await server.Part<Store>().WriteAsync(new StatementWork(Statements.EndMedia, Key(other), (long)MediaState.Erased, "test", 1L), Token);
            Assert.Equal(404, await StatusAsync(calls, other, Beacon));
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        await again.Part<MediaKeeper>().PassAsync(Token);
        MediaRow row = (await again.Part<Store>().Reader.MediaAsync(Key(other), Token))!;
        Assert.NotNull(row.Ended);
        Assert.Null(again.Part<Store>().Keys.Find(row.Key));
        Assert.Empty(Directory.GetFiles(Path.Combine(root, "media"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task File_ThatIsDamaged_IsSaidToBe_AndNothingOfItIsSent()
    {
        byte[] bytes = MediaCalls.Png(100_000);
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes);
        string path = Assert.Single(Directory.GetFiles(Path.Combine(server.Root, "media"), "*", SearchOption.AllDirectories));
        byte[] stored = await File.ReadAllBytesAsync(path, Token);
        stored[70_000] ^= 1;
        await File.WriteAllBytesAsync(path, stored, Token);

        using HttpResponseMessage good = await calls.GetAsync(id, Beacon, r => r.Headers.TryAddWithoutValidation("Range", "bytes=0-65535"));
        using HttpResponseMessage bad = await calls.GetAsync(id, Beacon, r => r.Headers.TryAddWithoutValidation("Range", "bytes=70000-"));

        Assert.Equal(bytes[..65536], await good.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(500, (int)bad.StatusCode);
        Assert.Contains("MED117", await bad.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => calls.GetAsync(id, Beacon));
    }

    private protected abstract StorageDefinition Storage();

    private static async Task RangeAsync(MediaCalls calls, string id, string range, byte[] expected, string says, string? ifRange = null)
    {
        using HttpResponseMessage answer = await calls.GetAsync(id, Beacon, r =>
        {
            r.Headers.TryAddWithoutValidation("Range", range);
            if (ifRange is not null)
            {
                r.Headers.TryAddWithoutValidation("If-Range", ifRange);
            }
        });
        Assert.Equal((206, says), ((int)answer.StatusCode, answer.Content.Headers.ContentRange?.ToString()));
        Assert.Equal(expected, await answer.Content.ReadAsByteArrayAsync(Token));
    }

    private static async Task WholeAsync(MediaCalls calls, string id, byte[] expected, Action<HttpRequestMessage> change)
    {
        using HttpResponseMessage answer = await calls.GetAsync(id, Beacon, change);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(expected, await answer.Content.ReadAsByteArrayAsync(Token));
    }

    private static async Task<int> StatusAsync(MediaCalls calls, string id, string key, string? purpose = null)
    {
        using HttpResponseMessage answer = await AskAsync(calls, id, key, purpose);
        return (int)answer.StatusCode;
    }

    private static Task<HttpResponseMessage> AskAsync(MediaCalls calls, string id, string key, string? purpose) => calls.GetAsync(id, key, r =>
    {
        if (purpose is not null)
        {
            r.Headers.Add("Parley-Purpose", purpose);
        }
    });

    /// <summary>What may not be seen is answered, to the byte and the header, as what does not exist.</summary>
    private static async Task AbsentAsync(MediaCalls calls, string id, string key, string? purpose = null, string below = "")
    {
        const string Missing = "o-00000000000aa";
        using HttpResponseMessage there = await AskAsync(calls, id + below, key, purpose);
        using HttpResponseMessage nowhere = await AskAsync(calls, Missing + below, key, purpose);
        Assert.Equal((404, 404), ((int)there.StatusCode, (int)nowhere.StatusCode));
        Assert.Equal(await nowhere.Content.ReadAsStringAsync(Token), (await there.Content.ReadAsStringAsync(Token)).Replace(id, Missing, StringComparison.Ordinal));
        Assert.Equal(Headers(nowhere), Headers(there));
    }

    private static string Headers(HttpResponseMessage answer) =>
        string.Join('\n', answer.Headers.Concat<KeyValuePair<string, IEnumerable<string>>>(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}"));

    private static async Task<string> DepositAsync(TestServer server, string reference, string? media, string system = "beacon")
    {
        string said = media is null ? "" : $$""","object":"{{media}}" """;
        TestServer.Answer answer = await server.DepositAsync(
            system, $$$"""{"records":[{"id":"m","type":"Media","attributes":{"reference":"{{{reference}}}"{{{said}}}}}],"links":[]}""", type: "bundle");
        Assert.True(answer.Status == 202, answer.Text);
        await server.Part<Projector>().CatchUpAsync(Token);
        return answer.Exchange;
    }

    private static string Record(TestServer server, string system, string type, string key) =>
        PublicId.Record(server.Part<Store>().Keys.Blind($"record\0{system}\0{type}\0{key}") & long.MaxValue);

    private static long Key(string id) => PublicId.TryParse('o', id, out long key) ? key : throw new FormatException(id);

    private Estate NewEstate(params string[] attributes)
    {
        Estate estate = new Estate().System("beacon", IssuePolicy.Reject, "bundle").System("records", IssuePolicy.Reject, "bundle")
            .System("control", IssuePolicy.Reject, "bundle").OwnedBy("control", "eastmoor");
        if (attributes.Length > 0)
        {
            AgreementDefinition agreement = TestAgreement.Of("feed", attributes);
            estate.Agreement(agreement with { Grants = [agreement.Grants[0] with { Records = ["Media"] }] });
        }

        estate.Storage = Storage();
        estate.Media = new MediaDefinition { Folder = "media", MaxBytes = 4 << 20 };
        return estate;
    }
}
