using System.Xml.Linq;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Docs;

public class DependencyTests
{
    [Fact]
    public void Packages_OfAllProjects_StandInTheDecision()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "adr", "0001-dependencies.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal))];
        string[] documented = [.. rows.Skip(1).Select(r => r.Split('|')[1].Trim())];
        string[] used =
        [
            .. Repository.Files("", ".csproj")
                .SelectMany(f => XDocument.Load(f).Descendants("PackageReference"))
                .Select(e => (string)e.Attribute("Include")!)
                .Distinct(),
        ];

        Assert.Equal(used.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }
}
