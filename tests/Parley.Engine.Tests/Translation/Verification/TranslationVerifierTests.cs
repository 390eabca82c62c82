using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Verification;
using Parley.Engine.Tests.Support;
using Xunit;
using Record = Parley.Engine.Dictionary.Record;

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

    private const string Homes = """
        translation: stop
        format: json
        records:
          stop: { type: VehicleStop, attributes: { reference: { at: ref, required: true } } }
          vehicle: { type: Vehicle, at: vehicle, attributes: { make: make } }
          persons: { type: Person, each: persons, attributes: { familyName: surname } }
          homes: { type: Location, in: persons, at: home, attributes: { postcode: postcode } }
        links:
          - { from: vehicle, role: stopped-vehicle-in, to: stop }
          - { from: persons, role: { at: role, codes: { D: stopped-in, I: involved-in, P: none } }, to: stop }
          - { from: persons, role: { at: role, codes: { P: passenger-of, D: none, I: none } }, to: vehicle }
          - { from: persons, role: home-address, to: homes }
        """;

    private const string Charges = """
        translation: file
        format: json
        records:
          case: { type: Custody, attributes: { reference: { at: ref, required: true } } }
          persons: { type: Person, each: persons, key: id, attributes: { familyName: surname } }
          charges: { type: Charge, each: charges, attributes: { wording: text }ACCEPT }
        links:
          - { from: persons, role: detained-in, to: case, by: { at: "detainees[]", on: to } }
          - { from: charges, role: charge-against, to: persons }
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

    // A person whose role nobody has said has a home all the same; a field that two rules look at holds one word.
    [Fact]
    public void Verify_RecordsThatHangOnOneWithoutARole_ComeBack() => Assert.Empty(Verify(Homes, out _).Counterexamples);

    [Fact]
    public void Verify_RecordThatNothingPlaces_IsFoundUnlessTheDefinitionSaysItMayBeLost()
    {
        VerificationReport silent = Verify(Charges.Replace("ACCEPT", "", StringComparison.Ordinal), out _);
        VerificationReport said = Verify(Charges.Replace("ACCEPT", ", accept: nobody is charged without a person", StringComparison.Ordinal), out _);

        Assert.Equal("charges", Assert.Single(silent.Counterexamples).Path);
        Assert.Empty(said.Counterexamples);
    }

    [Fact]
    public void Verify_Samples_AreStartedFrom()
    {
        VerificationReport report = Verify(
            Charges.Replace("ACCEPT", "", StringComparison.Ordinal), out _, 1, """{"ref":"A","charges":[{"text":"Bladed article"}]}""", "not JSON");

        Counterexample found = Assert.Single(report.Counterexamples);
        Assert.Equal((TranslationIssues.MessageNotStable, "charges"), (found.Code, found.Path));
        Assert.Contains("Bladed article", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("home-address", true)]
    [InlineData("partner-of", false)]
    public void Write_RecordWithoutAPlacingLink_GoesWithWhatHangsOnIt_AndNotForTheSakeOfOtherLinks(string role, bool goes)
    {
        Translator translator = Compile(Homes);
        Bundle bundle = new();
        bundle.Add(Make("VehicleStop", "reference", "S-1"));
        int placed = bundle.Add(Make("Person", "familyName", "Ash"));
        int other = bundle.Add(Make("Person", "familyName", "Birch"));
        bundle.Add(new Link(placed, BuiltInDictionary.BuiltIn.LinkRoles["involved-in"], 0));
        int far = role == "home-address" ? bundle.Add(Make("Location", "postcode", "WX1 2AB")) : placed;
        bundle.Add(new Link(other, BuiltInDictionary.BuiltIn.LinkRoles[role], far));
        IssueSink issues = new();
        System.Buffers.ArrayBufferWriter<byte> output = new();

        Assert.True(translator.Write(bundle, WriteContext.Offline, output, issues));
        string message = System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.Equal(goes, message.Contains("Birch", StringComparison.Ordinal));
        Assert.Equal(goes, message.Contains("WX1 2AB", StringComparison.Ordinal));
        Assert.Equal(!goes, issues.Issues.Any(i => i.Code == TranslationIssues.RecordNotCarried));
        Assert.Contains("\"role\":\"I\"", message, StringComparison.Ordinal);

        static Record Make(string type, string attribute, string value)
        {
            Record record = new(BuiltInDictionary.BuiltIn.Types[type]);
            Assert.True(record.Type.TryGet(attribute, out AttributeDefinition? definition));
            record.Set(definition, Value.Text(value));
            return record;
        }
    }

    private static Translator Compile(string yaml)
    {
        IssueSink compiling = new();
        Translator? translator = TranslationCompiler.Compile("t.yaml", yaml, BuiltInDictionary.BuiltIn, compiling);
        return translator ?? throw new InvalidOperationException(string.Join('\n', compiling.Issues));
    }

    private static VerificationReport Verify(string yaml, out IssueSink issues, int cases = 200, params string[] samples)
    {
        issues = new IssueSink();
        return TranslationVerifier.Verify(
            Compile(yaml), 1, cases, issues, [.. samples.Select(s => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(s))]);
    }
}
