using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary>Instances run again, and a changed workspace beside live traffic, from the command line.</summary>
public sealed class ReplayProcessTests
{
    private const string Sample = """
        document: { dsl: '1.0.0', namespace: test, name: sample, version: '1.0.0' }
        do:
          - word: { set: { word: one } }
          - say: { emit: { event: { with: { type: example.said } } } }
        """;

    private static readonly Dictionary<string, string> s_keys = new() { ["ALPHA_KEY"] = KeeperEstate.Alpha, ["KEEPER_KEY"] = KeeperEstate.Keeper };

    [Fact]
    public async Task Replays_OfAnInstance_AndAChangeBesideLiveTraffic()
    {
        using TemporaryFolder folder = SmallEstate.Create()
            .With("parley.yaml", "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\noperator-keys: [ { id: keeper, secret: env:KEEPER_KEY } ]\n")
            .With("processes/sample.yaml", Sample)
            .With("good.json", SmallEstate.Message);
        using TemporaryFolder changed = new TemporaryFolder()
            .With("sample.yaml", Sample.Replace("example.said", "example.told", StringComparison.Ordinal))
            .With("incident.yaml", File.ReadAllText(Path.Combine(folder.Path, "systems/alpha/incident.yaml")).Replace("\"1\": immediate", "\"1\": priority", StringComparison.Ordinal)
                .Replace("\"2\": priority", "\"2\": immediate", StringComparison.Ordinal));
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, s_keys);
        Task<ParleyProcess> Run(params string[] args) => RunAsync(folder, KeeperEstate.Keeper, server.Address, args);

        string id = (string)(await Run("process", "start", "sample", "--json")).Json["instance"]!;
        ParleyProcess ran = await Run("replay", "process", "as-it-ran", id);
        ParleyProcess step = await Run("replay", "process", "as-it-ran", "--process", "sample", "--step", "say");
        Assert.Equal((0, "parley: 1 the same, 0 otherwise, 0 cannot be replayed"), (ran.ExitCode, ran.Error.Trim()));
        Assert.Contains("/do/1/say (line 4): emit, done", step.Output, StringComparison.Ordinal);

        ParleyProcess plan = await Run("replay", "process", "as-it-is-now", id, "--step", "say", "--repeat", "--reason", "asked for by Eastmoor’s desk");
        Assert.Contains("/do/1/say (line 4): emit to example.said: is repeated", plan.Output, StringComparison.Ordinal);
        string token = plan.Error.Trim().Split(' ')[^1];
        ParleyProcess done = await Run("replay", "process", "as-it-is-now", "--confirm", token);
        Assert.Equal(0, done.ExitCode);
        Assert.Contains("started as p-", done.Output, StringComparison.Ordinal);

        ParleyProcess shadow = await Run("replay", "process", "shadow", id, "--file", "processes/sample.yaml", "--from", Path.Combine(changed.Path, "sample.yaml"));
        Assert.Equal(1, shadow.ExitCode);
        Assert.Contains("effect  /do/1/say (line 4): emit -> other emit", shadow.Output, StringComparison.Ordinal);

        string live = (string)(await Run("replay", "live", "start", "--file", "systems/alpha/incident.yaml", "--from", Path.Combine(changed.Path, "incident.yaml"), "--json")).Json["shadow"]!;
        Assert.Equal(0, (await RunAsync(folder, KeeperEstate.Alpha, server.Address, "send", "alpha/incident", "good.json")).ExitCode);
        ParleyProcess shown = await Run("replay", "live", "show", live);
        for (int tries = 0; tries < 60 && shown.Output.Length == 0; tries++)
        {
            shown = await Run("replay", "live", "show", live);
        }

        Assert.Contains("attribute  Incident[1].grade: value -> other value", shown.Output, StringComparison.Ordinal);
        Assert.Contains(live, (await Run("replay", "live", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("replay", "live", "stop", live)).ExitCode);
        Assert.Equal(2, (await Run("replay", "live", "start")).ExitCode);
        Assert.Equal(2, (await Run("replay", "process")).ExitCode);
    }

    private static Task<ParleyProcess> RunAsync(TemporaryFolder folder, string key, string server, params string[] args) => ParleyProcess.RunInAsync(
        folder.Path, null, new Dictionary<string, string>(s_keys) { ["PARLEY_SERVER"] = server, ["PARLEY_KEY"] = key }, args);
}
