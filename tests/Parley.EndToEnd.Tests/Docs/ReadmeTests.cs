using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Docs;

/// <summary>The tour of the README is what the real executable says: every command is run, every line shown must be in its output, except for what "…" stands for.</summary>
public partial class ReadmeTests
{
    private const string Command = "$ ../../../parley ";

    public static TheoryData<string, string> Commands()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        string tour = readme[readme.IndexOf("<!-- tour -->", StringComparison.Ordinal)..readme.IndexOf("<!-- /tour -->", StringComparison.Ordinal)];
        TheoryData<string, string> commands = [];
        foreach (Match block in Console().Matches(tour))
        {
            string text = block.Groups[1].Value;
            int at = text.IndexOf(Command, StringComparison.Ordinal);
            int end = text.IndexOf('\n', at);
            commands.Add(text[(at + Command.Length)..end], text[(end + 1)..]);
        }

        return commands;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Tour_CommandsShown_SayWhatIsShown(string command, string shown)
    {
        string folder = Path.Combine(Repository.Root, "samples", "wexshire", "workspace");

        ParleyProcess run = await ParleyProcess.RunInAsync(folder, null, new Dictionary<string, string>(), command.Split(' '));

        Assert.Equal(0, run.ExitCode);
        string said = Spaces().Replace(run.Output, " ");
        Assert.All(
            shown.Split(['\n', '…']).Select(p => Spaces().Replace(p, " ").Trim()).Where(p => p.Length > 0),
            part => Assert.Contains(part, said, StringComparison.Ordinal));
    }

    [GeneratedRegex("^```console\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
