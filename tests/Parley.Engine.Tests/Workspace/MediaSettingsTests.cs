using Parley.Engine.Issues;
using Parley.Engine.Tests.Workspace.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Workspace;

public sealed class MediaSettingsTests
{
    [Fact]
    public void Settings_AreRead()
    {
        (MediaDefinition? media, IReadOnlyList<Issue> issues) = Read("""
            repository: true
            media:
              folder: /srv/media
              max-size: 4GiB
              types: { image/jpeg: 50MiB, video/mp4: 8GiB }
              expire: 12h
              keep-unreferenced: 7d
              scanner: { clamd: "tcp://[::1]:3310", timeout: 2m, retry: 30s }
              s3: { endpoint: "http://127.0.0.1:9000/", bucket: evidence, prefix: wexshire, access-key: env:S3_ACCESS, secret-key: env:S3_SECRET }
            """);

        Assert.Empty(issues);
        Assert.Equal(("/srv/media", 4L << 30), (media!.Folder, media.MaxBytes));
        Assert.Equal([("image/jpeg", 50L << 20), ("video/mp4", 4L << 30)], media.Types!.Select(t => (t.Key, t.Value)));
        Assert.Equal((TimeSpan.FromHours(12), TimeSpan.FromDays(7)), (media.Expire, media.KeepUnreferenced));
        Assert.Equal(new ScannerDefinition("::1", 3310, null) { Timeout = TimeSpan.FromMinutes(2), Retry = TimeSpan.FromSeconds(30) }, media.Scanner);
        Assert.Equal(("http://127.0.0.1:9000", "evidence", "us-east-1", "wexshire"), (media.S3!.Endpoint, media.S3.Bucket, media.S3.Region, media.S3.Prefix));
    }

    [Fact]
    public void Nothing_IsTakenUnlessSaid_AndAnEmptyMapTakesTheDefaults()
    {
        Assert.Null(Read("").Media);
        (MediaDefinition? media, IReadOnlyList<Issue> issues) = Read("repository: true\nmedia: {}\n");
        Assert.Empty(issues);
        Assert.Equal((".parley/media", 2L << 30, (ScannerDefinition?)null), (media!.Folder, media.MaxBytes, media.Scanner));
    }

    [Theory]
    [InlineData("media: {}", "MED001")]
    [InlineData("repository: true\nmedia: { types: { image/jpg: 1MiB } }", "MED002")]
    [InlineData("repository: true\nmedia: { types: { text/html: 1MiB } }", "MED002")]
    [InlineData("repository: true\nmedia: { scanner: { clamd: \"127.0.0.1:3310\" } }", "MED003")]
    [InlineData("repository: true\nmedia: { scanner: { clamd: \"tcp://127.0.0.1:99999\" } }", "MED003")]
    [InlineData("repository: true\nmedia: { scanner: { clamd: \"unix:/\" } }", "MED003")]
    [InlineData("repository: true\nmedia: { max-size: 5GiB, s3: { endpoint: \"https://s3.example.org\", bucket: evidence, access-key: env:A, secret-key: env:B } }", "MED004")]
    public void Faults_AreReported(string yaml, string code) => Assert.Equal([code], Read(yaml).Issues.Select(i => i.Code.Code));

    private static (MediaDefinition? Media, IReadOnlyList<Issue> Issues) Read(string yaml)
    {
        TestWorkspace files = new();
        LoadedWorkspace? workspace = files.With("parley.yaml", $"installation: Test\norganisation: wexshire-police\ndictionary: \"2026.1\"\n{yaml}\n").Read();
        return (workspace?.Installation.Media, files.Issues.Issues);
    }
}
