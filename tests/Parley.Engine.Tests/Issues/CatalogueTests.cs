using System.Text.RegularExpressions;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Issues;

/// <summary>The catalogue of issue codes over all areas, the server's too: read from the sources, since the engine's tests do not know the server.</summary>
public partial class CatalogueTests
{
    private static readonly IReadOnlyList<(string Code, string Title, string File)> Declared = [.. Scan()];

    [Fact]
    public void Scan_OfTheEngine_FindsWhatReflectionFinds()
    {
        IEnumerable<string> reflected = typeof(IssueCode).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: true, IsSealed: true })
            .SelectMany(IssueCatalogue.Of)
            .Select(c => c.Code);
        IEnumerable<string> scanned = Declared.Where(d => d.File.StartsWith("src/Parley.Engine/", StringComparison.Ordinal)).Select(d => d.Code);

        Assert.Equal(reflected.Order(StringComparer.Ordinal), scanned.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Codes_OfAllAreas_AreUnique() =>
        Assert.Empty(Declared.GroupBy(d => d.Code).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(" and ", g.Select(d => d.File))}"));

    [Fact]
    public void Codes_OfTheEngine_HaveTheForm() =>
        Assert.All(
            typeof(IssueCode).Assembly.GetTypes().Where(t => t is { IsAbstract: true, IsSealed: true }).SelectMany(IssueCatalogue.Of),
            c => Assert.Matches("^[A-Z]{2,4}[0-9]{3}$", c.Code));

    [Fact]
    public void Codes_EachHaveAPageOfTheirTitleAndThreeSections()
    {
        List<string> faults = [];
        foreach ((string code, string title, string _) in Declared)
        {
            string page = Path.Combine(Repository.Root, "docs", "errors", code + ".md");
            string[] lines = File.Exists(page) ? File.ReadAllLines(page) : [];
            if (lines.Length == 0)
            {
                faults.Add($"{code} has no page");
            }
            else if (!lines[0].Equals($"# {code}: {title}", StringComparison.OrdinalIgnoreCase))
            {
                faults.Add($"{code}: '{lines[0]}' is not the title '{title}'");
            }
            else if (!lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal)).SequenceEqual(["## Cause", "## Example", "## Remedy"]))
            {
                faults.Add($"{code} has not the sections Cause, Example and Remedy");
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Pages_EachHaveACode()
    {
        HashSet<string> codes = [.. Declared.Select(d => d.Code)];
        IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "errors"), "*.md")
            .Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Where(n => n != "README");

        Assert.DoesNotContain(pages, p => !codes.Contains(p));
    }

    [Fact]
    public void Index_ListsEveryCodeWithItsTitle()
    {
        string index = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors", "README.md"));

        Assert.DoesNotContain(Declared.Select(d => $"| [{d.Code}]({d.Code}.md) | {Capital(d.Title)} |"), row => !index.Contains(row, StringComparison.Ordinal));
    }

    private static string Capital(string title) => char.ToUpperInvariant(title[0]) + title[1..];

    private static IEnumerable<(string Code, string Title, string File)> Scan()
    {
        foreach (string file in Repository.Files("src", ".cs"))
        {
            string text = File.ReadAllText(file);
            if (text.Contains("static readonly IssueCode ", StringComparison.Ordinal))
            {
                foreach (Match match in Declaration().Matches(text))
                {
                    yield return (match.Groups[1].Value, match.Groups[2].Value.Replace("\\\"", "\"", StringComparison.Ordinal), Repository.Relative(file));
                }
            }
        }
    }

    // new("TRN101", Severity.Error, "Title", …), or the same through a helper that knows the severity.
    [GeneratedRegex("\\(\\s*\"([A-Z]{2,4}\\d{3})\",\\s*(?:Severity\\.\\w+,\\s*)?\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Declaration();
}
