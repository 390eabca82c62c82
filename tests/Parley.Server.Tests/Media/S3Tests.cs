using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;
using Parley.Server.Media;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Media;

/// <summary>Objects in an S3-compatible store. The store is a stand-in that checks what is asked of it, and each signature by the same rules; that those are right, the published example shows.</summary>
public sealed class S3Tests
{
    private const string Access = "AKIAIOSFODNN7EXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The example GET Object of "Signature Calculations for the Authorization Header" in the S3 API reference.</summary>
    [Fact]
    public void Signature_IsThatOfThePublishedExample()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "https://examplebucket.s3.amazonaws.com/test.txt");
        request.Headers.Range = new RangeHeaderValue(0, 9);

        new S3Signer(Access, Secret, "us-east-1").Sign(
            request, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
            + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            request.Headers.GetValues("Authorization").Single());
    }

    [Fact]
    public async Task Object_IsMovedThere_ReadInRanges_AndDeletedWithItsEnd()
    {
        byte[] bytes = MediaCalls.Png(200_000);
        await using Bucket bucket = await Bucket.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate(bucket.Address));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes);
        await server.Part<MediaKeeper>().PassAsync(Token);

        (string path, byte[] stored) = Assert.Single(bucket.Objects);
        Assert.StartsWith("/evidence/", path, StringComparison.Ordinal);
        Assert.Equal(SealedChunks.FileSize(bytes.Length), stored.Length);
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Root, "media"), "*", SearchOption.AllDirectories));
        using HttpResponseMessage whole = await calls.GetAsync(id, Estate.KeyOf("beacon"));
        Assert.Equal(bytes, await whole.Content.ReadAsByteArrayAsync(Token));
        using HttpResponseMessage part = await calls.GetAsync(id, Estate.KeyOf("beacon"), r => r.Headers.Range = new RangeHeaderValue(70_000, 70_009));
        Assert.Equal(bytes[70_000..70_010], await part.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("bytes=65564-131127", bucket.LastRange);

        using HttpResponseMessage deleted = await calls.SendAsync(HttpMethod.Delete, $"/v1/media/{id}", "beacon");
        Assert.Equal(204, (int)deleted.StatusCode);
        Assert.Empty(bucket.Objects);
    }

    [Fact]
    public async Task Store_ThatFails_LeavesTheObjectInTheFolder_UntilItTakesIt()
    {
        ManualTime time = new();
        byte[] bytes = MediaCalls.Png(1000);
        await using Bucket bucket = await Bucket.StartAsync();
        bucket.Fails = true;
        await using TestServer server = await TestServer.StartAsync(NewEstate(bucket.Address), change: o => o with { Time = time });
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes);
        await server.Part<MediaKeeper>().PassAsync(Token);
        using HttpResponseMessage waits = await calls.GetAsync(id, Estate.KeyOf("beacon"));
        Assert.Equal(423, (int)waits.StatusCode);

        bucket.Fails = false;
        time.Advance(TimeSpan.FromMinutes(2));
        await server.Part<MediaKeeper>().PassAsync(Token);

        using HttpResponseMessage read = await calls.GetAsync(id, Estate.KeyOf("beacon"));
        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(Token));
        bucket.Fails = true;
        using HttpResponseMessage later = await calls.GetAsync(id, Estate.KeyOf("beacon"));
        Assert.Equal(503, (int)later.StatusCode);
    }

    [Fact]
    public async Task ObjectsThatNoRowNames_ArePutAside_UnderTheOwnPrefixAlone_AndGoAfterTheirTime()
    {
        await using Bucket bucket = await Bucket.StartAsync();
        bucket.OfAPage = 2;
        await using TestServer server = await TestServer.StartAsync(NewEstate(bucket.Address, "wexshire"));
        using MediaCalls calls = new(server);
        byte[] bytes = MediaCalls.Png(1000);
        string kept = await calls.PutAsync(bytes);
        await server.Part<MediaKeeper>().PassAsync(Token);
        string named = Assert.Single(bucket.Objects).Key;
        Assert.StartsWith("/evidence/wexshire/", named, StringComparison.Ordinal);
        string[] lost = [.. Enumerable.Range(0, 5).Select(i => Lost(server, $"/evidence/wexshire/ab/cd/{new string((char)('a' + i), 64)}"))];
        string recent = Lost(server, $"/evidence/wexshire/ab/cd/{new string('f', 64)}");
        string foreign = Lost(server, $"/evidence/ab/cd/{new string('a', 64)}");
        string others = Lost(server, $"/evidence/wexshire-two/ab/cd/{new string('a', 64)}");
        string unlike = "/evidence/wexshire/ab/cd/readme.txt";
        foreach (string path in lost.Append(recent).Append(foreign).Append(others).Append(unlike))
        {
            bucket.Put(path, "sealed"u8.ToArray(), path == recent ? TimeSpan.Zero : TimeSpan.FromHours(2));
        }

        bucket.Put(named, bucket.Objects[named], TimeSpan.FromHours(2));
        await server.Part<MediaSweep>().AllAsync(Token);

        string[] aside = [.. lost.Select(l => "/evidence/wexshire/aside/" + l[(l.LastIndexOf('/') + 1)..])];
        Assert.Equal(aside.Concat([named, recent, foreign, others, unlike]).Order(StringComparer.Ordinal), bucket.Objects.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(server.Part<MediaSweep>().Read(), g => g.Name == "parley_media_files_aside" && g.Value == 5);
        using HttpResponseMessage read = await calls.GetAsync(kept, Estate.KeyOf("beacon"));
        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(Token));

        bucket.Put(aside[0], "sealed"u8.ToArray(), TimeSpan.FromDays(31));
        await server.Part<MediaSweep>().AllAsync(Token);
        Assert.DoesNotContain(aside[0], bucket.Objects.Keys);
        Assert.Contains(aside[1], bucket.Objects.Keys);
        Assert.Contains(server.Part<MediaSweep>().Read(), g => g.Name == "parley_media_files_aside" && g.Value == 4);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "no list")]
    [InlineData(false, "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken></ListBucketResult>")]
    [InlineData(false, "<!DOCTYPE x [<!ENTITY e \"e\">]><ListBucketResult>&e;</ListBucketResult>")]
    public async Task Sweep_OfAStoreThatFailsOrLies_TouchesNothing_AndEnds(bool fails, string? list)
    {
        await using Bucket bucket = await Bucket.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate(bucket.Address, "wexshire"));
        string lost = Lost(server, $"/evidence/wexshire/ab/cd/{new string('a', 64)}");
        bucket.Put(lost, "sealed"u8.ToArray(), TimeSpan.FromHours(2));
        (bucket.Fails, bucket.Says) = (fails, list);

        await server.Part<MediaSweep>().AllAsync(Token);

        Assert.Equal(lost, Assert.Single(bucket.Objects).Key);
    }

    [Fact]
    public async Task WithoutAPrefix_TheBucketIsNotLookedThrough()
    {
        await using Bucket bucket = await Bucket.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate(bucket.Address));
        bucket.Put(Lost(server, $"/evidence/ab/cd/{new string('a', 64)}"), "sealed"u8.ToArray(), TimeSpan.FromHours(2));

        await server.Part<MediaSweep>().AllAsync(Token);

        Assert.Equal((1, 0), (bucket.Objects.Count, bucket.Lists));
    }

    private static string Lost(TestServer server, string beginning) => $"{beginning}.{Parley.Server.Storage.PublicId.Media(server.Part<Parley.Server.Storage.Store>().Ids.Next())}";

    private static Estate NewEstate(string endpoint, string prefix = "")
    {
        Environment.SetEnvironmentVariable("PARLEY_TEST_S3_ACCESS", Access);
        Environment.SetEnvironmentVariable("PARLEY_TEST_S3_SECRET", Secret);
        Estate estate = new Estate().System("beacon");
        estate.Media = new MediaDefinition
        {
            Folder = "media",
            S3 = new S3Definition(endpoint, "evidence", "us-east-1", new SecretReference("env", "PARLEY_TEST_S3_ACCESS"), new SecretReference("env", "PARLEY_TEST_S3_SECRET")) { Prefix = prefix },
        };
        return estate;
    }

    /// <summary>One bucket, in memory.</summary>
    private sealed class Bucket : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Bucket(WebApplication app) => _app = app;

        public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

        public bool Fails { get; set; }

        /// <summary>What it says instead of a list.</summary>
        public string? Says { get; set; }

        public int OfAPage { get; set; } = 1000;

        public int Lists { get; private set; }

        private readonly ConcurrentDictionary<string, DateTimeOffset> _modified = new();

        public void Put(string path, byte[] bytes, TimeSpan age) => (Objects[path], _modified[path]) = (bytes, DateTimeOffset.UtcNow - age);

        public string? LastRange { get; private set; }

        public string Address => _app.Urls.First();

        public static async Task<Bucket> StartAsync()
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            Bucket bucket = new(builder.Build());
            bucket._app.Run(bucket.AnswerAsync);
            await bucket._app.StartAsync(Token);
            return bucket;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task AnswerAsync(HttpContext context)
        {
            string path = context.Request.Path;
            context.Response.StatusCode = Fails ? 503 : !IsSigned(context.Request) ? 403 : 200;
            if (context.Response.StatusCode != 200)
            {
                return;
            }

            switch (context.Request.Method)
            {
                case "PUT" when context.Request.Headers["x-amz-copy-source"].ToString() is { Length: > 0 } source:
                    Put(path, Objects[source], TimeSpan.Zero);
                    await context.Response.WriteAsync("<CopyObjectResult><ETag>x</ETag></CopyObjectResult>", Token);
                    break;
                case "GET" when path == "/evidence":
                    Lists++;
                    await context.Response.WriteAsync(Says ?? List(context.Request.Query), Token);
                    break;
                case "PUT":
                    using (MemoryStream body = new())
                    {
                        await context.Request.Body.CopyToAsync(body, Token);
                        Objects[path] = body.ToArray();
                    }

                    break;
                case "GET" when Objects.TryGetValue(path, out byte[]? stored):
                    LastRange = context.Request.Headers.Range;
                    RangeItemHeaderValue range = RangeHeaderValue.Parse(LastRange!).Ranges.Single();
                    context.Response.StatusCode = 206;
                    await context.Response.Body.WriteAsync(stored.AsMemory((int)range.From!..((int)range.To! + 1)), Token);
                    break;
                case "DELETE":
                    Objects.TryRemove(path, out _);
                    context.Response.StatusCode = 204;
                    break;
                default:
                    context.Response.StatusCode = (int)HttpStatusCode.NotFound;
                    break;
            }
        }

        private string List(IQueryCollection query)
        {
            string after = query["continuation-token"].ToString();
            string[] keys = [.. Objects.Keys.Select(k => k["/evidence/".Length..]).Where(k => k.StartsWith(query["prefix"].ToString(), StringComparison.Ordinal)
                && string.CompareOrdinal(k, after) > 0).Order(StringComparer.Ordinal)];
            string items = string.Concat(keys.Take(OfAPage).Select(k =>
                $"<Contents><Key>{k}</Key><LastModified>{_modified.GetValueOrDefault("/evidence/" + k, DateTimeOffset.UtcNow):yyyy-MM-ddTHH:mm:ss.fffZ}</LastModified></Contents>"));
            string next = keys.Length > OfAPage ? $"<IsTruncated>true</IsTruncated><NextContinuationToken>{keys[OfAPage - 1]}</NextContinuationToken>" : "<IsTruncated>false</IsTruncated>";
            return $"<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{next}{items}</ListBucketResult>";
        }

        private static bool IsSigned(HttpRequest request)
        {
            using HttpRequestMessage again = new(new HttpMethod(request.Method), $"http://{request.Host}{request.Path}{request.QueryString}");
            if (request.Headers["x-amz-copy-source"].ToString() is { Length: > 0 } source)
            {
                again.Headers.Add("x-amz-copy-source", source);
            }

            if (request.Headers.Range.ToString() is { Length: > 0 } range)
            {
                again.Headers.Range = RangeHeaderValue.Parse(range);
            }

            DateTimeOffset now = DateTimeOffset.ParseExact(request.Headers["x-amz-date"].ToString(), "yyyyMMdd'T'HHmmss'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal);
            new S3Signer(Access, Secret, "us-east-1").Sign(again, S3Signer.Unsigned, now);
            return request.Headers["x-amz-content-sha256"] == S3Signer.Unsigned && again.Headers.GetValues("Authorization").Single() == request.Headers.Authorization;
        }
    }
}
