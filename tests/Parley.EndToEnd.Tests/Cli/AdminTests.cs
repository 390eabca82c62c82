using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary><c>parley admin</c> by the real executable: the password comes from a pipe.</summary>
public sealed class AdminTests
{
    private const string Password = "seventeen grey herons wade\n";

    [Fact]
    public async Task Administrator_IsMadeListedAndDisabled_AndBadInputIsRefused()
    {
        using TemporaryFolder folder = SmallEstate.Create();

        Assert.NotEqual(0, (await RunAsync(folder, "short\n", "create", "first")).ExitCode);
        Assert.NotEqual(0, (await RunAsync(folder, Password, "create", "First Person")).ExitCode);
        Assert.NotEqual(0, (await RunAsync(folder, "", "disable", "first")).ExitCode);
        Assert.Empty((JsonArray)(await RunAsync(folder, "", "list", "--json")).Json);

        ParleyProcess created = await RunAsync(folder, Password, "create", "first", "--json");
        Assert.True(created.ExitCode == 0, created.Error);
        Assert.True((bool)created.Json["new"]!);
        Assert.DoesNotContain("herons", created.Output + created.Error, StringComparison.Ordinal);
        Assert.False((bool)(await RunAsync(folder, Password, "create", "first", "--json")).Json["new"]!);

        Assert.Equal(0, (await RunAsync(folder, "", "disable", "first")).ExitCode);
        JsonNode listed = Assert.Single((JsonArray)(await RunAsync(folder, "", "list", "--json")).Json)!;
        Assert.Equal("first", (string?)listed["name"]);
        Assert.NotNull(listed["disabled"]);
    }

    private static Task<ParleyProcess> RunAsync(TemporaryFolder folder, string input, params string[] args) =>
        ParleyProcess.RunInAsync(folder.Path, input, new Dictionary<string, string> { ["ALPHA_KEY"] = "alpha-key-for-this-test" }, ["admin", .. args, "--workspace", "."]);
}
