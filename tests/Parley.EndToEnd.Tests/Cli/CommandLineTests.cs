using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Reference_QuotesTheHelpOfEveryCommand()
    {
        string reference = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "reference", "cli.md"), TestContext.Current.CancellationToken);
        ParleyProcess root = await ParleyProcess.RunAsync("--help");
        Queue<string[]> commands = new(Commands(root.Output).Select(c => new[] { c }));

        Assert.Contains(Block(root.Output), reference, StringComparison.Ordinal);
        Assert.NotEmpty(commands);
        while (commands.TryDequeue(out string[]? command))
        {
            ParleyProcess help = await ParleyProcess.RunAsync([.. command, "--help"]);
            Assert.Equal(0, help.ExitCode);
            Assert.True(reference.Contains(Block(help.Output), StringComparison.Ordinal), $"docs/reference/cli.md must quote:\n{help.Output}");
            foreach (string inner in Commands(help.Output))
            {
                commands.Enqueue([.. command, inner]);
            }
        }
    }

    [Theory]
    [InlineData("chek", "did you mean 'check'?")]
    [InlineData("", "name a command")]
    [InlineData("search --limt 3", "'--limt' is not understood; did you mean '--limit'?")]
    [InlineData("search --limit many", "--limit wants a whole number, not 'many'")]
    [InlineData("hold end --reason over", "<hold> is missing: the hold")]
    [InlineData("check --cases x", "--cases wants a whole number, not 'x'")]
    [InlineData("run --listen here", "--listen wants an address")]
    public async Task Run_NoSuchCommand_IsMisuse(string command, string words)
    {
        ParleyProcess run = await ParleyProcess.RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_Code_ShowsItsPage()
    {
        ParleyProcess errors = await ParleyProcess.RunAsync("errors", "wsp006");

        Assert.Equal(0, errors.ExitCode);
        Assert.StartsWith("WSP006: ", errors.Output, StringComparison.Ordinal);
        Assert.Contains("Remedy", errors.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_Json_ListsEveryPageOfTheDocuments()
    {
        ParleyProcess errors = await ParleyProcess.RunAsync("errors", "--json");

        Assert.Equal(
            Directory.GetFiles(Path.Combine(Repository.Root, "docs", "errors"), "*.md").Select(Path.GetFileNameWithoutExtension).Where(n => n != "README").Order(StringComparer.Ordinal),
            errors.Json.AsArray().Select(e => (string?)e!["code"]));
    }

    [Fact]
    public async Task Errors_UnknownCode_IsMisuse() => Assert.Equal(2, (await ParleyProcess.RunAsync("errors", "XYZ999")).ExitCode);

    // The names below "Commands:" in a help; none when it has no such part.
    private static IEnumerable<string> Commands(string help) => help.Split("Commands:\n") is [_, { } list, ..]
        ? list.Split("\n\n")[0].Split('\n').Select(l => l.Trim().Split(' ')[0])
        : [];

    // The text of a help as the reference quotes it: lines without trailing spaces.
    private static string Block(string help) => string.Join('\n', help.TrimEnd().Split('\n').Select(l => l.TrimEnd()));
}
