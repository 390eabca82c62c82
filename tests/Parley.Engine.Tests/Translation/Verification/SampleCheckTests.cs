using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Verification;
using Xunit;

namespace Parley.Engine.Tests.Translation.Verification;

public class SampleCheckTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void Run_SoundSample_ReportsNothing()
    {
        IssueSink issues = Run("""{ at: dob, date: dd/MM/yyyy }""", """{"surname":"Meadowcroft","dob":"09/07/1984"}""", out int count);

        Assert.Equal(1, count);
        Assert.Empty(issues.Issues);
    }

    [Fact]
    public void Run_FieldThatNothingUses_IsNamedWithItsPlace()
    {
        IssueSink issues = Run("dob", "{\"surname\":\"Meadowcroft\",\n \"shoe\":\"9\"}", out _);

        Issue issue = Assert.Single(issues.Issues);
        Assert.Equal(TranslationIssues.UnusedField, issue.Code);
        Assert.Equal(("s/one.json", 2), (issue.Position.File, issue.Position.Line));
        Assert.Equal("shoe", issue.Path);
    }

    [Fact]
    public void Run_CenturyThatIsLost_IsReportedWithBothValues()
    {
        IssueSink issues = Run("""{ at: dob, date: [dd/MM/yy, dd/MM/yyyy] }""", """{"surname":"Meadowcroft","dob":"09/07/1931"}""", out _);

        Issue issue = Assert.Single(issues.Issues);
        Assert.Equal(TranslationIssues.RoundTrip, issue.Code);
        Assert.Equal("person.dateOfBirth", issue.Path);
        Assert.Contains("'1931-07-09' went, '2031-07-09' came back", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BadValueInTheSecondOfTwoMessages_StandsOnItsLine()
    {
        IssueSink issues = Run("dob", "{\"surname\":\"Meadowcroft\"}\n{\"surname\":\"Wray\",\"dob\":\"soon\"}\n", out int count);

        Assert.Equal(2, count);
        Issue issue = Assert.Single(issues.Issues);
        Assert.Equal((TranslationIssues.BadValue, 2), (issue.Code, issue.Position.Line));
    }

    [Fact]
    public void Run_CsvWithHeader_CountsLinesOfTheFile()
    {
        const string Yaml = """
            translation: person
            format: csv
            records:
              person: { type: Person, attributes: { familyName: NAME, dateOfBirth: DOB } }
            """;
        IssueSink issues = new();
        int count = SampleCheck.Run(Compile(Yaml), "s/a.csv", Encoding.UTF8.GetBytes("NAME,DOB\r\nWray,1984\r\nMeadowcroft,never\r\n"), Today, issues);

        Assert.Equal(2, count);
        Assert.Equal(3, Assert.Single(issues.Issues).Position.Line);
    }

    private static IssueSink Run(string dateOfBirth, string sample, out int count)
    {
        string yaml = $$"""
            translation: person
            format: json
            records:
              person:
                type: Person
                attributes:
                  familyName: surname
                  dateOfBirth: {{dateOfBirth}}
            """;
        IssueSink issues = new();
        count = SampleCheck.Run(Compile(yaml), "s/one.json", Encoding.UTF8.GetBytes(sample), Today, issues);
        return issues;
    }

    private static Translator Compile(string yaml)
    {
        IssueSink issues = new();
        return TranslationCompiler.Compile("t.yaml", yaml, BuiltInDictionary.BuiltIn, issues) ?? throw new InvalidOperationException(string.Join('\n', issues.Issues));
    }
}
