using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>A workspace whose recipient wants media by value: checked, served by a real process, taken by a real web application as a form with files.</summary>
public sealed class MediaByValueTests
{
    private const string Exhibit = "{\"no\":\"EX-1\",\"file\":\"OBJECT\",\"what\":\"window\"}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Picture_GoesWithItsMessage_InTheRecipientsLanguage()
    {
        Channel<(string Message, byte[] Bytes, string Type)> taken = Channel.CreateUnbounded<(string, byte[], string)>();
        await using WebApplication lab = Lab(taken.Writer);
        await lab.StartAsync(Token);
        Dictionary<string, string> environment = Environment(lab.Urls.First());
        using TemporaryFolder folder = NewFolder();
        byte[] bytes = Jpeg(3_000_000);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "window.jpg"), bytes, Token);
        ParleyProcess check = await ParleyProcess.RunInAsync(folder.Path, null, environment, "check");
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, environment);

        ParleyProcess put = await ParleyProcess.RunInAsync(folder.Path, null, environment, "media", "put", "window.jpg", "--json", "--server", server.Address);
        string id = JsonDocument.Parse(put.Output).RootElement.GetProperty("id").GetString()!;
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "exhibit.json"), Exhibit.Replace("OBJECT", id, StringComparison.Ordinal), Token);
        ParleyProcess sent = await ParleyProcess.RunInAsync(folder.Path, null, environment, "send", "scenes/exhibit", "exhibit.json", "--server", server.Address);
        Assert.True(sent.ExitCode == 0, sent.Error);

        (string message, byte[] arrived, string type) = await taken.Reader.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token);

        Assert.Contains($"<Picture>{id}</Picture>", message, StringComparison.Ordinal);
        Assert.Equal("image/jpeg", type);
        Assert.Equal(bytes, arrived);
    }

    private static WebApplication Lab(ChannelWriter<(string Message, byte[] Bytes, string Type)> taken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication lab = builder.Build();
        lab.Run(async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            IFormFile file = form.Files[0];
            using MemoryStream bytes = new();
            await file.CopyToAsync(bytes, context.RequestAborted);
            await taken.WriteAsync((form["message"].ToString(), bytes.ToArray(), file.ContentType), context.RequestAborted);
        });
        return lab;
    }

    private static byte[] Jpeg(int size)
    {
        byte[] bytes = new byte[size];
        new Random(11).NextBytes(bytes);
        ((byte[])[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(bytes, 0);
        return bytes;
    }

    private static Dictionary<string, string> Environment(string lab) => new()
    {
        ["SCENES_KEY"] = "scenes-key-for-this-test-only",
        ["PARLEY_KEY"] = "scenes-key-for-this-test-only",
        ["LAB_KEY"] = "lab-key-for-this-test-only",
        ["LAB_URL"] = lab,
    };

    private static TemporaryFolder NewFolder() => new TemporaryFolder()
        .With("parley.yaml", "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\nrepository: true\nmedia: {}\n")
        .With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: force\n")
        .With("systems/scenes/system.yaml", """
            system: scenes
            name: Scenes
            organisation: wexshire-police
            keys: [ { id: dev, secret: env:SCENES_KEY } ]
            messages: { exhibit: exhibit.yaml }
            """)
        .With("systems/scenes/exhibit.yaml", """
            translation: scenes-exhibit
            format: json
            records:
              picture:
                type: Media
                attributes: { reference: { at: no, required: true }, object: file, title: what }
            """)
        .With("systems/lab/system.yaml", """
            system: lab
            name: Laboratory
            organisation: wexshire-police
            keys: [ { id: dev, secret: env:LAB_KEY } ]
            messages: { item: item.yaml }
            accepts:
              - message: item
                from: [scenes]
                deliver: { http: { url: "${LAB_URL}/items", media: by-value, max-media: 5MiB } }
            """)
        .With("systems/lab/item.yaml", """
            translation: lab-item
            format: { xml: { root: Item } }
            records:
              picture:
                type: Media
                attributes: { reference: { at: Number, required: true }, object: Picture, title: Title }
            """);
}
