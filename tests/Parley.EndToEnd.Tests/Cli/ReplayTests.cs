using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class ReplayTests(KeeperEstate estate) : IClassFixture<KeeperEstate>
{
    [Fact]
    public async Task Replays_OfAnExchange_SayThatItIsTheSame_AndWhatAChangeWouldDo()
    {
        estate.Folder.With("good.json", SmallEstate.Message);
        ParleyProcess sent = await estate.AsAsync(KeeperEstate.Alpha, estate.Address, "send", "alpha/incident", "good.json");
        Assert.Equal(0, sent.ExitCode);
        ParleyProcess list = await estate.ParleyAsync("replay", "as-it-ran", "--system", "alpha");
        Assert.Equal((0, "parley: 1 the same, 0 otherwise, 0 cannot be replayed"), (list.ExitCode, list.Error.Trim()));

        using TemporaryFolder changed = SmallEstate.Create();
        changed.With("systems/beta/event.yaml", File.ReadAllText(Path.Combine(changed.Path, "systems/beta/event.yaml")).Replace("narrative: Narrative", "narrative: Words", StringComparison.Ordinal));
        ParleyProcess shadow = await estate.ParleyAsync("replay", "shadow", "--workspace", changed.Path);
        Assert.Equal(1, shadow.ExitCode);
        Assert.Contains("message  beta/event#0 Event.Words[0]: nothing -> value", shadow.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("window", shadow.Output, StringComparison.Ordinal);

        ParleyProcess plan = await estate.ParleyAsync("replay", "as-it-is-now", "--system", "alpha");
        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("There is nobody to whom it did not go", plan.Output, StringComparison.Ordinal);
        Assert.Equal(4, (await estate.ParleyAsync("replay", "as-it-is-now", "--confirm", "b-nothing")).ExitCode);
        Assert.Equal(2, (await estate.ParleyAsync("replay", "shadow")).ExitCode);
    }
}
