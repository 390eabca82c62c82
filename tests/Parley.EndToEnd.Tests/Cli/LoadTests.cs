using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary><c>parley load</c> against a real server, and against answers that a real one gives rarely.</summary>
public sealed class LoadTests
{
    [Fact]
    public async Task Load_ReportsWhatIsRefused_AndGoesOnWithAHigherBound()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false).With(
            "parley.yaml", "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\nrepository: true\n");
        await File.WriteAllLinesAsync(
            Path.Combine(folder.Path, "history.ndjson"),
            Enumerable.Range(0, 30).Select(n => n % 3 == 0 ? $$"""{"when":"no time","text":"{{n}}"}""" : HttpEstate.Incident($"H-{n:00}", "text")),
            TestContext.Current.CancellationToken);
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment());

        ParleyProcess stopped = await LoadAsync(server.Address, folder.Path, "history.ndjson", "--system", "alpha", "--type", "incident", "--most-refused", "4");
        string id = stopped.Json["id"]!.ToString();
        ParleyProcess done = await LoadAsync(server.Address, folder.Path, "--resume", id, "--most-refused", "100");
        ParleyProcess again = await LoadAsync(server.Address, folder.Path, "history.ndjson", "--system", "alpha", "--type", "incident");

        Assert.Equal((1, "failed"), (stopped.ExitCode, stopped.Json["status"]!.ToString()));
        Assert.Contains("LOD003", stopped.Error, StringComparison.Ordinal);
        Assert.Equal((1, "done", 20, 10), (done.ExitCode, done.Json["status"]!.ToString(), done.Json["taken"]!.GetValue<int>(), done.Json["refused"]!.GetValue<int>()));
        Assert.Equal(10, done.Json["refusals"]!.AsArray().Sum(r => r!["count"]!.GetValue<int>()));
        Assert.NotEqual(0, again.ExitCode);
        Assert.Contains("LOD002", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task Load_TakesRowsOfCsv_AndARefusedOneIsMendedAsItCame()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false).With(
            "parley.yaml", "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\nrepository: true\n");
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "rows.csv"),
            "REF,REPORTED,GRADE,KIND,SHORT,TEXT,SURNAME,LOOKS\nG-1,2019-03-01T10:00:00Z,immediate,,,\"two\nlines\",Example,\nG-2,yesterday,immediate,,,text,Example,\nG-3,2019-03-02T10:00:00Z,priority,,,text,,\n",
            TestContext.Current.CancellationToken);
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment());

        ParleyProcess load = await LoadAsync(server.Address, folder.Path, "gamma", "rows.csv", "--system", "gamma", "--type", "row");
        using HttpClient client = new() { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", HttpEstate.Key("gamma"));
        string path = $"/v1/loads/{load.Json["id"]}/refused/2";
        string row = await client.GetStringAsync(path, TestContext.Current.CancellationToken);
        using StringContent mended = new(row.Replace("yesterday", "2019-03-01T11:00:00Z", StringComparison.Ordinal));
        using HttpResponseMessage answer = await client.PostAsync(path, mended, TestContext.Current.CancellationToken);

        Assert.Equal((1, 2, 1), (load.ExitCode, load.Json["taken"]!.GetValue<int>(), load.Json["refused"]!.GetValue<int>()));
        Assert.Equal("REF,REPORTED,GRADE,KIND,SHORT,TEXT,SURNAME,LOOKS\nG-2,yesterday,immediate,,,text,Example,\n", row);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        ParleyProcess after = await LoadAsync(server.Address, folder.Path, "gamma", "--resume", load.Json["id"]!.ToString());
        Assert.Equal((0, 1), (after.ExitCode, after.Json["mended"]!.GetValue<int>()));
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task Load_WithoutWhatItNeeds_IsWrongUse()
    {
        Assert.Equal(2, (await LoadAsync("http://127.0.0.1:9", Path.GetTempPath(), "history.ndjson")).ExitCode);
        Assert.Equal(2, (await LoadAsync("http://127.0.0.1:9", Path.GetTempPath(), "there-is-no-such-file", "--system", "alpha", "--type", "incident")).ExitCode);
    }

    [Fact]
    public async Task Resume_OfAFileThatIsNotWhole_WantsTheFile()
    {
        await using AnsweringServer server = new(_ => (200, """{"id":"l-1","status":"receiving","messages":0,"taken":0,"repeated":0,"refused":0,"receivedBytes":65536}"""));

        ParleyProcess load = await LoadAsync(server.Address, Path.GetTempPath(), "--resume", "l-1");

        Assert.Equal(2, load.ExitCode);
        Assert.Contains("name it", load.Error, StringComparison.Ordinal);
    }

    private static Task<ParleyProcess> LoadAsync(string server, string folder, params string[] arguments)
    {
        string system = arguments[0] == "gamma" ? "gamma" : "alpha";
        return ParleyProcess.RunInAsync(
            folder, null, new Dictionary<string, string> { ["PARLEY_KEY"] = HttpEstate.Key(system) }, ["load", .. arguments.SkipWhile(a => a == "gamma"), "--server", server]);
    }
}
