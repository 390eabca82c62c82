using System.Text.RegularExpressions;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Docs;

/// <summary>The table of docs/security.md: what it says is met, it shows by a file that is there.</summary>
public sealed partial class SecurityTests
{
    private static readonly string[] s_below = ["", "src/Parley.Server", "tests/Parley.Server.Tests"];

    private static string[][] Rows { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "security.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Select(l => l.Trim('|', ' ').Split(" | ")).Where(c => c[0] != "section"),
    ];

    [Fact]
    public void Files_OfTheTable_Exist() => Assert.DoesNotContain(Rows.SelectMany(r => FilesOf(r[^1])), f => !IsThere(f));

    [Fact]
    public void Rows_ThatAreMet_NameAFile()
    {
        string[] words = ["in part", "met", "not applicable", "not met"];
        Assert.All(Rows, r => Assert.Contains(r[1].TrimEnd('|', ' '), words));
        Assert.Empty(Rows.Where(r => r[1] == "met" && !FilesOf(r[2]).Any()).Select(r => r[0]));
    }

    private static IEnumerable<string> FilesOf(string cell) => FileName().Matches(cell).Select(m => m.Groups[1].Value);

    private static bool IsThere(string path) => s_below.Any(b => Path.Combine(Repository.Root, b, path) is var whole && (File.Exists(whole) || Directory.Exists(whole)));

    [GeneratedRegex(@"`((?:src|tests)/[A-Za-z./]+|[A-Za-z/.]+\.(?:cs|txt|json))`")]
    private static partial Regex FileName();
}
