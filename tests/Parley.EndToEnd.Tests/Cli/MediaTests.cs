using System.Security.Cryptography;
using System.Text.Json;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary><c>parley media</c> against a real server.</summary>
public sealed class MediaTests
{
    private const string OperatorKey = "operator-key-for-this-test-only";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Object_IsPut_AttachedToARecord_Fetched_Verified_AndAccountedFor()
    {
        using TemporaryFolder folder = NewFolder();
        byte[] bytes = Jpeg(9_000_000);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "scene.jpg"), bytes, Token);
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, Environment());
        string record = await RecordAsync(folder, server);

        ParleyProcess put = await RunAsync(folder, server, "alpha", "media", "put", "scene.jpg", "--record", record, "--taken", "2026-03-01T10:00:00Z", "--json");
        Assert.True(put.ExitCode == 0, put.Error);
        JsonElement made = JsonDocument.Parse(put.Output).RootElement;
        string id = made.GetProperty("id").GetString()!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), made.GetProperty("sha256").GetString());

        ParleyProcess got = await RunAsync(folder, server, "operator", "media", "get", id, "--out", "copy.jpg", "--reason", "case 7");
        Assert.True(got.ExitCode == 0, got.Error);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(folder.Path, "copy.jpg"), Token));
        Assert.Equal(2, (await RunAsync(folder, server, "operator", "media", "get", id, "--out", "copy.jpg")).ExitCode);
        Assert.Equal(4, (await RunAsync(folder, server, "beta", "media", "get", "o-00000000000aa", "--out", "other.jpg")).ExitCode);

        Assert.Equal(0, (await RunAsync(folder, server, "alpha", "media", "verify", "copy.jpg", id)).ExitCode);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "changed.jpg"), [.. bytes[..^1], (byte)(bytes[^1] ^ 1)], Token);
        Assert.Equal(1, (await RunAsync(folder, server, "alpha", "media", "verify", "changed.jpg", id)).ExitCode);

        ParleyProcess listed = await RunAsync(folder, server, "operator", "media", "list", "--record", record);
        Assert.Contains(id, listed.Output, StringComparison.Ordinal);
        ParleyProcess shown = await RunAsync(folder, server, "alpha", "media", "show", id);
        Assert.Contains("scene.jpg", shown.Output, StringComparison.Ordinal);
        ParleyProcess continuity = await RunAsync(folder, server, "operator", "media", "continuity", id, "--json");
        Assert.Equal(
            ["object-uploaded", "object-read", "object-described"],
            JsonDocument.Parse(continuity.Output).RootElement.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("outcome").GetString()));

        ParleyProcess pack = await RunAsync(folder, server, "operator", "ledger", "pack", "--subject", $"alpha/object/{id}", "--out", "continuity.json");
        Assert.True(pack.ExitCode == 0, pack.Error);
        string verifier = (await RunAsync(folder, server, "operator", "ledger", "key")).Output.Split('\n')[0];
        ParleyProcess verified = await ParleyProcess.RunInAsync(folder.Path, null, Environment(), "ledger", "verify", "continuity.json", "--key", verifier);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }

    [Fact]
    public async Task File_ThatIsNotOfItsType_IsRefused_AndAnUploadThatWasBegunGoesOn()
    {
        using TemporaryFolder folder = NewFolder().With("page.jpg", "<html></html>").With("odd.xyz", "odd");
        byte[] bytes = Jpeg(1_000_000);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "scene.jpg"), bytes, Token);
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, Environment());

        ParleyProcess refused = await RunAsync(folder, server, "alpha", "media", "put", "page.jpg");
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("MED105", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync(folder, server, "alpha", "media", "put", "odd.xyz")).ExitCode);

        string id = await BeginAsync(server, bytes);
        ParleyProcess resumed = await RunAsync(folder, server, "alpha", "media", "put", "scene.jpg", "--resume", id);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Equal($"{id}  {Convert.ToHexStringLower(SHA256.HashData(bytes))}  1000000", resumed.Output.Trim());
        Assert.Equal(0, (await RunAsync(folder, server, "alpha", "media", "verify", "scene.jpg", id)).ExitCode);
    }

    private static byte[] Jpeg(int size)
    {
        byte[] bytes = new byte[size];
        new Random(7).NextBytes(bytes);
        ((byte[])[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(bytes, 0);
        return bytes;
    }

    private static TemporaryFolder NewFolder() => HttpEstate.Create(gammaTakes: false).With(
        "parley.yaml",
        "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\nrepository: true\nmedia: {}\noperator-keys: [ { id: op, secret: env:OPERATOR_KEY } ]\n");

    private static Dictionary<string, string> Environment(string system = "alpha")
    {
        Dictionary<string, string> environment = HttpEstate.Environment();
        environment["OPERATOR_KEY"] = OperatorKey;
        environment["PARLEY_KEY"] = system == "operator" ? OperatorKey : HttpEstate.Key(system);
        return environment;
    }

    private static Task<ParleyProcess> RunAsync(TemporaryFolder folder, ServerProcess server, string system, params string[] arguments) =>
        ParleyProcess.RunInAsync(folder.Path, null, Environment(system), [.. arguments, "--server", server.Address]);

    /// <summary>An incident of alpha's, by the identifier that the repository knows it by.</summary>
    private static async Task<string> RecordAsync(TemporaryFolder folder, ServerProcess server)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "incident.json"), HttpEstate.Incident("R-0042", "text"), Token);
        ParleyProcess sent = await RunAsync(folder, server, "alpha", "send", "alpha/incident", "incident.json");
        Assert.True(sent.ExitCode == 0, sent.Error);
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            ParleyProcess found = await RunAsync(folder, server, "operator", "search", "--identifier", "R-0042", "--json");
            if (found.ExitCode == 0)
            {
                return JsonDocument.Parse(found.Output).RootElement.GetProperty("results")[0].GetProperty("id").GetString()!;
            }
        }
    }

    /// <summary>An upload of which the first 100,000 bytes were taken.</summary>
    private static async Task<string> BeginAsync(ServerProcess server, byte[] bytes)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, server.Address + "/v1/media");
        request.Headers.Authorization = new("Bearer", HttpEstate.Key("alpha"));
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", $"{bytes.Length}");
        request.Headers.Add("Upload-Metadata", $"filename {Convert.ToBase64String("scene.jpg"u8)},filetype {Convert.ToBase64String("image/jpeg"u8)}");
        request.Content = new ByteArrayContent(bytes, 0, 100_000);
        request.Content.Headers.ContentType = new("application/offset+octet-stream");
        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        Assert.Equal("100000", answer.Headers.GetValues("Upload-Offset").Single());
        return answer.Headers.Location!.ToString()["/v1/media/".Length..];
    }
}
