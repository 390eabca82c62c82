using System.Text.RegularExpressions;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Docs;

/// <summary>What documents say of the sources: the files they name are there, and the table of modules is what the sources do.</summary>
public partial class ArchitectureTests
{
    [Fact]
    public void Paths_InBackticks_Exist()
    {
        List<string> missing = [];
        foreach (string file in Repository.Files("docs", ".md").Concat(Directory.GetFiles(Repository.Root, "*.md")))
        {
            IEnumerable<string> paths = OwnPath().Matches(Repository.Prose(file)).Select(m => m.Groups[1].Value).Where(p => !Pattern().IsMatch(p));
            missing.AddRange(paths
                .Where(p => !File.Exists(Path.Combine(Repository.Root, p)) && !Directory.Exists(Path.Combine(Repository.Root, p)))
                .Select(p => $"{Repository.Relative(file)}: {p}"));
        }

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("Parley.Engine")]
    [InlineData("Parley.Server")]
    public void Modules_UseOnlyWhatTheTableAllows(string assembly)
    {
        IReadOnlyDictionary<string, string[]> allowed = Table(assembly);
        List<string> faults = [];
        foreach (string file in Repository.Files($"src/{assembly}", ".cs"))
        {
            string[] parts = Repository.Relative(file).Split('/');
            if (parts.Length < 4)
            {
                continue;
            }

            string[]? edges = allowed.GetValueOrDefault(parts[2]);
            IEnumerable<string> used = Use(assembly).Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Distinct();
            faults.AddRange(used
                .Where(u => u != parts[2] && Directory.Exists(Path.Combine(Repository.Root, "src", assembly, u)) && edges?.Contains(u) != true)
                .Select(u => $"{Repository.Relative(file)} uses {u}"));
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Engine_NamesNoClockIoOrServer()
    {
        string[] banned = ["DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Guid.NewGuid", "Parley.Server", "System.Net.Http", "System.Data"];
        IEnumerable<string> found = Repository.Files("src/Parley.Engine", ".cs")
            .SelectMany(f => banned.Where(File.ReadAllText(f).Contains).Select(b => $"{Repository.Relative(f)}: {b}"));

        Assert.Empty(found);
    }

    // Rows "| `Translation/` | what it does | `Formats`, `Dictionary` |" below the heading that names the assembly.
    private static Dictionary<string, string[]> Table(string assembly)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        string section = text[text.IndexOf($"### The modules of {assembly}", StringComparison.Ordinal)..];
        int end = section.IndexOf("\n#", 4, StringComparison.Ordinal);
        return Row().Matches(end < 0 ? section : section[..end]).ToDictionary(
            m => m.Groups[1].Value,
            m => Word().Matches(m.Groups[2].Value).Select(w => w.Groups[1].Value).ToArray());
    }

    private static Regex Use(string assembly) => new($@"\b{Regex.Escape(assembly)}\.([A-Z]\w+)");

    [GeneratedRegex("`((?:src|samples|tests|docs|bench)/[^`\\s]*)`")]
    private static partial Regex OwnPath();

    // A path that stands for many: with a wildcard, a name in capitals, or a placeholder.
    [GeneratedRegex("[*<{…]|\\b(?:CODE|NAME|SYSTEM|MESSAGE|TYPE|ROLE)\\b")]
    private static partial Regex Pattern();

    [GeneratedRegex("^\\| `(\\w+)/` \\|[^|]*\\|([^|]*)\\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Word();
}
