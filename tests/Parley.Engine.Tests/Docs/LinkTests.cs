using System.Text.RegularExpressions;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Docs;

public partial class LinkTests
{
    [Fact]
    public void Links_RelativeOnesOfAllDocuments_LeadSomewhere()
    {
        List<string> broken = [];
        foreach (string file in Repository.Files("", ".md"))
        {
            foreach (Match match in Link().Matches(Repository.Prose(file)))
            {
                string target = match.Groups[1].Value + match.Groups[2].Value;
                if (!Leads(file, target))
                {
                    broken.Add($"{Repository.Relative(file)}: {target}");
                }
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void Documents_AllOfHowToAndReference_StandInTheIndex()
    {
        string index = File.ReadAllText(Path.Combine(Repository.Root, "docs", "README.md"));
        IEnumerable<string> documents = Repository.Files("docs/how-to", ".md").Concat(Repository.Files("docs/reference", ".md"));

        Assert.DoesNotContain(documents.Select(f => Repository.Relative(f)["docs/".Length..]), d => !index.Contains($"({d})", StringComparison.Ordinal));
    }

    private static bool Leads(string file, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
        {
            return true;
        }

        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? file : Path.Combine(Path.GetDirectoryName(file)!, Uri.UnescapeDataString(parts[0]));
        bool exists = File.Exists(path) || Directory.Exists(path);
        return exists && (parts.Length == 1 || !path.EndsWith(".md", StringComparison.Ordinal) || Headings(path).Contains(parts[1]));
    }

    // A heading's anchor as the usual viewers make it: small letters, spaces to hyphens, punctuation dropped.
    private static IEnumerable<string> Headings(string path) => Repository.Prose(path).Split('\n')
        .Where(l => l.StartsWith('#'))
        .Select(l => new string([.. l.TrimStart('#').Trim().ToLowerInvariant().Select(c => c == ' ' ? '-' : c).Where(c => char.IsLetterOrDigit(c) || c is '-' or '_')]));

    // [text](target), ![text](target), and src="target" or srcset="target" of pictures.
    [GeneratedRegex("\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)|\\bsrc(?:set)?=\"([^\"]+)\"")]
    private static partial Regex Link();
}
