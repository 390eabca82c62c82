using Parley.Engine.Workspace;
using Parley.Server.Media;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Media;

/// <summary>Files of the media folder that no row names are put aside; what a row names, and what is being written, stays.</summary>
public sealed class MediaSweepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FilesThatNoRowNames_ArePutAside_AndNothingElseIsTouched()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        byte[] bytes = MediaCalls.Png(1000);
        string kept = await calls.PutAsync(bytes);
        string begun = await calls.CreateAsync(200_000);
        using (await calls.PatchAsync(begun, 0, MediaCalls.Png(200_000)[..100_000]))
        {
        }

        string media = Path.Combine(server.Root, "media");
        string lost = Write(media, $"ab/cd/{new string('a', 64)}.{Unknown(server)}");
        string lostUpload = Write(media, $"uploads/{Unknown(server)}.part");
        string foreign = Write(media, "ab/cd/readme.txt");
        string recent = Write(media, $"ab/cd/{new string('b', 64)}.{Unknown(server)}", age: TimeSpan.Zero);
        string copy = Write(media, $"ab/cd/{new string('c', 64)}.{kept}");
        Age(media);
        File.SetLastWriteTimeUtc(recent, DateTime.UtcNow);

        await server.Part<MediaSweep>().AllAsync(Token);

        Assert.All(new[] { lost, lostUpload, copy }, f => Assert.False(File.Exists(f)));
        Assert.All(new[] { foreign, recent }, f => Assert.True(File.Exists(f)));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(media, "aside")).Length);
        Assert.Equal(100_000, await calls.OffsetAsync(begun));
        using HttpResponseMessage rest = await calls.PatchAsync(begun, 100_000, MediaCalls.Png(200_000)[100_000..]);
        Assert.Equal(204, (int)rest.StatusCode);
        using HttpResponseMessage read = await calls.GetAsync(kept, Estate.KeyOf("beacon"));
        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task FileInUse_IsLeft_WhateverTheStoreSays()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        string id = Unknown(server);
        PublicId.TryParse('o', id, out long key);

        // Before the file is there: the server sweeps too.
        Assert.True(server.Part<UploadTable>().TryEnter(key));
        string file = Write(Path.Combine(server.Root, "media"), $"uploads/{id}.part");
        await server.Part<MediaSweep>().AllAsync(Token);
        Assert.True(File.Exists(file));
        server.Part<UploadTable>().Leave(key);
        await server.Part<MediaSweep>().AllAsync(Token);

        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task FilesAside_AreKeptForTheirTime()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        string media = Path.Combine(server.Root, "media");
        Write(media, $"uploads/{Unknown(server)}.part");
        await server.Part<MediaSweep>().AllAsync(Token);
        string aside = Assert.Single(Directory.GetFiles(Path.Combine(media, "aside")));
        await server.Part<MediaSweep>().AllAsync(Token);
        Assert.True(File.Exists(aside));

        File.SetLastWriteTimeUtc(aside, DateTime.UtcNow.AddDays(-31));
        await server.Part<MediaSweep>().AllAsync(Token);

        Assert.False(File.Exists(aside));
    }

    [Fact]
    public async Task Gauges_SayWhatThereIs()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        await calls.PutAsync(MediaCalls.Png(1000));
        await calls.PutAsync(MediaCalls.Png(500, 2));
        await calls.CreateAsync(700);
        Write(Path.Combine(server.Root, "media"), $"uploads/{Unknown(server)}.part");

        await server.Part<MediaSweep>().AllAsync(Token);
        string metrics = (await server.GetAsync("/metrics", null)).Text;

        string[] lines =
            ["parley_media_objects 2", "parley_media_bytes 1500", "parley_media_uploads_open 1", "parley_media_scans_waiting 0", "parley_media_quarantined 0", "parley_media_files_aside 1"];
        Assert.All(lines, line => Assert.Contains(line + "\n", metrics, StringComparison.Ordinal));
    }

    private static string Unknown(TestServer server) => PublicId.Media(server.Part<Store>().Ids.Next());

    private static string Write(string media, string name, TimeSpan? age = null)
    {
        string path = Path.Combine(media, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "sealed");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - (age ?? TimeSpan.FromHours(2)));
        return path;
    }

    private static void Age(string media)
    {
        foreach (string file in Directory.GetFiles(media, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromHours(2));
        }
    }

    private static Estate NewEstate()
    {
        Estate estate = new Estate().System("beacon", IssuePolicy.Reject, "bundle");
        estate.Media = new MediaDefinition { Folder = "media", MaxBytes = 4 << 20 };
        return estate;
    }
}
