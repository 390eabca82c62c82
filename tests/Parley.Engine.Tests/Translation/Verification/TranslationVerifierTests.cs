using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Verification;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Translation.Verification;

public class TranslationVerifierTests
{
    private const string Person = """
        translation: person
        format: json
        records:
          person:
            type: Person
            attributes:
              familyName: surname
        """;

    [Theory]
    [InlineData("bench/data/workspace/systems/control/incident.yaml")]
    [InlineData("bench/data/workspace/systems/records/occurrence.yaml")]
    public void Verify_BenchTranslation_FindsNothing(string file)
    {
        string path = Path.Combine(Repository.Root, file);
        VerificationReport report = Verify(File.ReadAllText(path), out _, 100);

        Assert.Equal(100, report.Bundles);
        Assert.True(report.Messages >= 100, $"{report.Messages} messages");
        Assert.True(report.Counterexamples.Count == 0, string.Join('\n', report.Counterexamples.Select(c => $"{c.ToIssue()}\n{c.Bundle}\n{c.Message}")));
    }

    [Fact]
    public void Verify_TwoDigitYear_ShowsTheCentury()
    {
        VerificationReport report = Verify(Person + "\n      dateOfBirth: { at: dob, date: dd/MM/yy }\n", out IssueSink issues);

        Counterexample found = Assert.Single(report.Counterexamples);
        Assert.Equal("person.dateOfBirth", found.Path);
        Assert.Equal(("1931-01-01", "2031-01-01"), (found.Went, found.CameBack));
        Assert.Equal("""{"dob":"01/01/31"}""", found.Message);
        Issue issue = Assert.Single(issues.Issues, i => i.Code == TranslationIssues.BundleNotBack);
        Assert.Equal(8, issue.Position.Line);
        Assert.Contains("2031-01-01", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_SplitThatValuesContain_ShowsOneNameBecomeTwo()
    {
        VerificationReport report = Verify(Person + "\n      givenNames: { at: forenames, split: \" \" }\n", out _);

        Counterexample found = Assert.Single(report.Counterexamples);
        Assert.Equal("person.givenNames", found.Path);
        Assert.DoesNotContain(",", found.Went, StringComparison.Ordinal);
        Assert.Contains(", ", found.CameBack, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_AcceptedSplit_FindsNothing() =>
        Assert.Empty(Verify(Person + "\n      givenNames: { at: forenames, split: \" \", accept: one name each }\n", out _).Counterexamples);

    [Fact]
    public void Verify_SameSeed_GivesTheSameReport()
    {
        const string Yaml = Person + "\n      dateOfBirth: { at: dob, date: dd/MM/yy }\n      givenNames: { at: f, split: \"-\" }\n";
        VerificationReport first = Verify(Yaml, out _);
        VerificationReport second = Verify(Yaml, out _);

        Assert.Equal(first.Counterexamples, second.Counterexamples);
        Assert.Equal((first.Bundles, first.Messages), (second.Bundles, second.Messages));
    }

    [Fact]
    public void Verify_OneWayTranslation_ComparesNothing()
    {
        VerificationReport report = Verify(Person.Replace("format: json", "format: json\ndirection: in", StringComparison.Ordinal), out IssueSink issues);

        Assert.Equal((0, 0), (report.Bundles, report.Messages));
        Assert.Empty(issues.Issues);
    }

    [Fact]
    public void Verify_OneWayRule_IsNotComparedAndSaid()
    {
        VerificationReport report = Verify(Person + "\n      dateOfBirth: { at: dob, date: dd/MM/yy, only: in }\n", out _);

        Assert.Empty(report.Counterexamples);
        Assert.Contains("person.dateOfBirth", report.NotCompared);
    }

    [Fact]
    public void Verify_LocalTimes_KnowTheHourThatRepeats()
    {
        const string Yaml = """
            translation: incident
            format: json
            records:
              incident:
                type: Incident
                attributes:
                  reference: no
                  reportedAt: { at: received, datetime: "dd/MM/yyyy HH:mm", zone: Europe/London }
            """;
        Assert.Empty(Verify(Yaml, out _, 400).Counterexamples);
    }

    private static VerificationReport Verify(string yaml, out IssueSink issues, int cases = 200)
    {
        IssueSink compiling = new();
        Translator? translator = TranslationCompiler.Compile("t.yaml", yaml, BuiltInDictionary.BuiltIn, compiling);
        Assert.True(translator is not null, string.Join('\n', compiling.Issues));
        issues = new IssueSink();
        return TranslationVerifier.Verify(translator, 1, cases, issues);
    }
}
