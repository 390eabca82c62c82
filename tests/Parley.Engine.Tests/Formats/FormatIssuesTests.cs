using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Formats;

public class FormatIssuesTests
{
    [Fact]
    public void Codes_AreUniqueAndHaveTheirPages()
    {
        IReadOnlyList<IssueCode> codes = IssueCatalogue.Of(typeof(FormatIssues));
        Assert.Equal(codes.Count, codes.Select(c => c.Code).Distinct().Count());
        string pages = Path.Combine(Root(), "docs", "errors");
        foreach (IssueCode code in codes)
        {
            string[] lines = File.ReadAllLines(Path.Combine(pages, code.Code + ".md"));
            Assert.Equal($"# {code.Code}: {code.Title}", lines[0]);
            Assert.Equal(["## Cause", "## Example", "## Remedy"], lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal)));
        }
    }

    private static string Root()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Parley.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run within the repository.");
    }
}
