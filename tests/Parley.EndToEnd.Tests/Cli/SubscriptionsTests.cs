using System.Text.Json;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary><c>parley subscriptions</c> against a real server and a real subscriber.</summary>
public sealed class SubscriptionsTests
{
    private const string OperatorKey = "operator-key-for-this-test-only";

    private const string Subscription = """
        {"id":"s-1","status":"active","system":"beta","url":"https://beta.example/hooks","types":["Incident"],"systems":[],"batch":1,"after":"v-7","delivered":3,"failures":0,
        "by":"system:beta","made":"2026-03-01T10:00:00Z"}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscription_IsAdded_Told_Paused_Resumed_AndRemoved()
    {
        await using HookReceiver hook = new();
        using TemporaryFolder folder = NewFolder();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, Environment(hook, "beta"));

        ParleyProcess elsewhere = await RunAsync(folder, server, hook, "beta", "add", "http://127.0.0.1:9/hooks");
        Assert.Equal(4, elsewhere.ExitCode);
        Assert.Contains("SUB001", elsewhere.Error, StringComparison.Ordinal);

        ParleyProcess added = await RunAsync(folder, server, hook, "beta", "add", hook.Address + "/hooks", "--type", "Incident", "--batch", "1", "--json");
        Assert.True(added.ExitCode == 0, added.Error);
        string id = JsonDocument.Parse(added.Output).RootElement.GetProperty("id").GetString()!;

        await SendAsync(folder, server, hook, "R-0042");
        JsonElement told = await hook.NextAsync();
        Assert.Equal(("parley.record.known", "Incident"), (told.GetProperty("type").GetString(), told.GetProperty("recordtype").GetString()));

        ParleyProcess listed = await RunAsync(folder, server, hook, "operator", "list");
        Assert.Contains(id, listed.Output, StringComparison.Ordinal);
        Assert.Contains($"{hook.Address}/hooks", listed.Output, StringComparison.Ordinal);
        Assert.Equal(4, (await RunAsync(folder, server, hook, "alpha", "show", id)).ExitCode);
        Assert.Equal(4, (await RunAsync(folder, server, hook, "alpha", "remove", id)).ExitCode);

        ParleyProcess paused = await RunAsync(folder, server, hook, "beta", "pause", id);
        Assert.Contains("paused", paused.Output, StringComparison.Ordinal);
        await SendAsync(folder, server, hook, "R-0043");
        ParleyProcess resumed = await RunAsync(folder, server, hook, "beta", "resume", id, "--after", "v-0000000000000");
        Assert.Contains("active", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(told.GetProperty("id").GetString(), (await hook.NextAsync()).GetProperty("id").GetString());
        Assert.NotEqual(told.GetProperty("subject").GetString(), (await hook.NextAsync()).GetProperty("subject").GetString());

        ParleyProcess removed = await RunAsync(folder, server, hook, "operator", "remove", id);
        Assert.Equal((0, $"{id} removed\n"), (removed.ExitCode, removed.Output));
        Assert.Equal(4, (await RunAsync(folder, server, hook, "beta", "show", id)).ExitCode);
        Assert.Contains("there are no subscriptions", (await RunAsync(folder, server, hook, "beta", "list")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailingSubscription_SaysWhy_AndResumeTriesItAtOnce()
    {
        await using HookReceiver hook = new() { Refuses = true };
        using TemporaryFolder folder = NewFolder();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, Environment(hook, "beta"));
        ParleyProcess added = await RunAsync(folder, server, hook, "beta", "add", hook.Address + "/hooks", "--json");
        string id = JsonDocument.Parse(added.Output).RootElement.GetProperty("id").GetString()!;

        await SendAsync(folder, server, hook, "R-0042");
        JsonElement failing = await UntilAsync(folder, server, hook, id, s => s.GetProperty("failures").GetInt32() > 0);
        Assert.Contains("503", failing.GetProperty("error").GetString(), StringComparison.Ordinal);
        hook.Refuses = false;
        Assert.Equal(0, (await RunAsync(folder, server, hook, "beta", "resume", id)).ExitCode);

        await hook.NextAsync();
        await UntilAsync(folder, server, hook, id, s => s.GetProperty("delivered").GetInt32() > 0);
        ParleyProcess keys = await RunAsync(folder, server, hook, "beta", "keys");
        Assert.Contains("P-256", keys.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_SendsWhatWasSaid_AndShowsTheAnswer()
    {
        await using AnsweringServer server = new(_ => (201, Subscription));

        ParleyProcess added = await AskAsync(
            server, "add", "https://beta.example/hooks", "--system", "beta", "--type", "Incident", "--type", "Person", "--from", "alpha", "--purpose", "investigation", "--batch", "20", "--after", "v-1");

        Assert.Equal(
            """{"url":"https://beta.example/hooks","system":"beta","types":["Incident","Person"],"systems":["alpha"],"purpose":"investigation","batch":20,"after":"v-1"}""",
            Assert.Single(server.Requests).Body);
        Assert.Matches("types +Incident\nsystems +all\n", added.Output);
    }

    [Theory]
    [InlineData("add")]
    [InlineData("show")]
    [InlineData("resume")]
    [InlineData("pause", "s-1", "--after", "v-1")]
    [InlineData]
    public async Task Misuse_IsSaid(params string[] arguments)
    {
        await using AnsweringServer server = new(_ => (200, Subscription));

        Assert.Equal(2, (await AskAsync(server, arguments)).ExitCode);
        Assert.Empty(server.Requests);
    }

    private static TemporaryFolder NewFolder() => HttpEstate.Create(gammaTakes: false).With(
        "parley.yaml",
        "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\nrepository: true\noperator-keys: [ { id: op, secret: env:OPERATOR_KEY } ]\n");

    private static Dictionary<string, string> Environment(HookReceiver hook, string system)
    {
        Dictionary<string, string> environment = HttpEstate.Environment(beta: hook.Address);
        environment["OPERATOR_KEY"] = OperatorKey;
        environment["PARLEY_KEY"] = system == "operator" ? OperatorKey : HttpEstate.Key(system);
        return environment;
    }

    private static Task<ParleyProcess> RunAsync(TemporaryFolder folder, ServerProcess server, HookReceiver hook, string system, params string[] arguments) =>
        ParleyProcess.RunInAsync(folder.Path, null, Environment(hook, system), ["subscriptions", .. arguments, "--server", server.Address]);

    private static Task<ParleyProcess> AskAsync(AnsweringServer server, params string[] arguments) => ParleyProcess.RunInAsync(
        Path.GetTempPath(), null, new Dictionary<string, string> { ["PARLEY_KEY"] = "not-a-real-key" },
        ["subscriptions", .. arguments, .. arguments.Length > 0 ? new[] { "--server", server.Address } : []]);

    private static async Task SendAsync(TemporaryFolder folder, ServerProcess server, HookReceiver hook, string number)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "incident.json"), HttpEstate.Incident(number, "text"), Token);
        ParleyProcess sent = await ParleyProcess.RunInAsync(folder.Path, null, Environment(hook, "alpha"), "send", "alpha/incident", "incident.json", "--server", server.Address);
        Assert.True(sent.ExitCode == 0, sent.Error);
    }

    private static async Task<JsonElement> UntilAsync(TemporaryFolder folder, ServerProcess server, HookReceiver hook, string id, Func<JsonElement, bool> holds)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            JsonElement shown = JsonDocument.Parse((await RunAsync(folder, server, hook, "beta", "show", id, "--json")).Output).RootElement;
            if (holds(shown))
            {
                return shown;
            }
        }
    }
}
