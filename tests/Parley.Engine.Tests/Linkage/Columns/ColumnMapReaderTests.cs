using Parley.Engine.Issues;
using Parley.Engine.Linkage;
using Parley.Engine.Linkage.Columns;
using Xunit;

namespace Parley.Engine.Tests.Linkage.Columns;

public class ColumnMapReaderTests
{
    [Fact]
    public void Read_PlainWordsAndMaps_GivesTheColumns()
    {
        IssueSink issues = new();
        ColumnMap? map = ColumnMapReader.Read("map.yaml", "columns:\n  first: Given Name\n  dob: { kind: date-of-birth, order: month-first }\n  crime: { kind: identifier, exclusive: false, name: reference }\n", issues);

        Assert.Empty(issues.Issues);
        Assert.Equal(
            [
                new MappedColumn("first", ColumnKind.GivenName), new MappedColumn("dob", ColumnKind.DateOfBirth) { MonthFirst = true },
                new MappedColumn("crime", ColumnKind.SharedIdentifier) { Name = "reference" },
            ],
            map!.Columns);
    }

    [Theory]
    [InlineData("dob: birthdayy", "LNK001")]
    [InlineData("{}", "LNK002")]
    [InlineData("dob: { kind: date-of-birth, oder: x }", "WSP006")]
    [InlineData("dob: [", "WSP001")]
    public void Read_Faults_AreReported(string text, string code)
    {
        IssueSink issues = new();

        Assert.Null(ColumnMapReader.Read("map.yaml", text, issues));
        Assert.Equal(code, issues.Issues[0].Code.Code);
    }

    [Fact]
    public void Codes_OfLinkage_AreElevenOfOneArea() => Assert.All(IssueCatalogue.Of(typeof(LinkageIssues)), c => Assert.StartsWith("LNK", c.Code, StringComparison.Ordinal));
}
