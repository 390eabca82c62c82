using System.Buffers;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Samples;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Verification;
using Xunit;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Engine.Tests.Translation;

/// <summary>Shapes that real interfaces have: objects keyed by identifiers, fields of what is around, a column name that stands twice, identifiers in parts.</summary>
public sealed class OtherShapesTests
{
    private const string Keyed = """
        translation: keyed
        format: json
        records:
          incident:
            type: Incident
            attributes: { reference: id }
          people:
            type: Person
            each: people.*
            key: "@key"
            key-prefix: P
            attributes: { familyName: surname, alias: "names[]" }
          phones:
            type: Telephone
            in: people
            each: phones.*
            key: "@key"
            attributes: { number: . }
        links:
          - { from: people, role: victim-of, to: incident }
          - { from: people, role: uses-telephone, to: phones }
        """;

    private const string Around = """
        translation: around
        format: json
        records:
          case:
            type: Case
            attributes: { reference: ref }
          defendants:
            type: Person
            each: defendants
            attributes: { familyName: name }
          charges:
            type: Charge
            in: defendants
            each: offences
            attributes: { sequence: { at: no, required: true }, asn: ../asn, convictingCourt: /court }
        links:
          - { from: defendants, role: defendant-in, to: case }
          - { from: charges, role: charge-against, to: defendants }
        """;

    [Theory]
    [InlineData("""{"id":"I1","people":{"P1":{"surname":"QUILL","phones":{"home":"+441632960001","work":"+441632960002"}},"P2":{"surname":"VANE"}}}""", 5)]
    [InlineData("""{"id":"I1","people":{"a \"b\"":{"surname":"QUILL"},"ü":{"names":["x","y"]}}}""", 3)]
    [InlineData("""{"id":"I1"}""", 1)]
    public void Members_AreRecords_AndTheirNamesKeys(string message, int records)
    {
        (Bundle bundle, IReadOnlyList<Issue> issues) = Read(Keyed, message);
        Assert.Empty(issues);
        Assert.Equal(records, bundle.Records.Count);
        Assert.Equal((message, ""), Write(Keyed, bundle));
    }

    [Fact]
    public void Members_HaveTheirNameAsIdentifier()
    {
        Bundle bundle = Read(Keyed, """{"people":{"P7":{"surname":"QUILL"}}}""").Bundle;
        Assert.Equal("P7", bundle.Records[1].Id);
        bundle.Records[1].Id = null;
        Assert.Equal("""{"people":{"P2":{"surname":"QUILL"}}}""", Write(Keyed, bundle).Written);
    }

    [Fact]
    public void Members_MayBeAllOfAMessage_BesideNamedOnes()
    {
        const string Definition = "translation: all\nformat: json\nrecords:\n  incident: { type: Incident, attributes: { reference: id } }\n  people: { type: Person, each: \"*\", key: \"@key\", attributes: { familyName: n } }\n"
            + "links:\n  - { from: people, role: victim-of, to: incident }\n";
        Bundle bundle = Read(Definition, """{"A":{"n":"QUILL"},"id":"I1","B":{"n":"VANE"}}""").Bundle;
        Assert.Equal(["", "A", "B"], bundle.Records.Select(r => r.Id ?? ""));
        Assert.Equal("""{"id":"I1","A":{"n":"QUILL"},"B":{"n":"VANE"}}""", Write(Definition, bundle).Written);
        bundle.Records[1].Id = "id";
        Assert.Equal("FMT008", Refused(Definition, bundle));
    }

    [Theory]
    [InlineData("""{"people":{"P1":{"surname":"A"},"P1":{"surname":"B"}}}""", "FMT008")]
    [InlineData("""{"people":{"P1":{"surname":"A"},"\u0050\u0031":{"surname":"B"}}}""", "FMT008")]
    [InlineData("""{"people":{"P1":["A"]}}""", "TRN204")]
    public void Members_ThatCannotBeMeant_AreSaid(string message, string codes) =>
        Assert.Equal(codes, string.Join(' ', Read(Keyed, message).Issues.Select(i => i.Code.Code)));

    [Fact]
    public void Members_WhoseNameNothingUses_AreReported_AndCannotBeWritten()
    {
        string definition = Keyed.Replace("    key: \"@key\"\n    key-prefix: P\n", "", StringComparison.Ordinal);
        (Bundle bundle, IReadOnlyList<Issue> issues) = Read(definition, """{"people":{"P1":{"surname":"A"}}}""");
        Assert.Equal("nothing uses people.*.@key (P1)", Assert.Single(issues).Message);
        Assert.Equal("FMT023", Refused(definition, bundle));
    }

    [Fact]
    public void Unused_BelowMembers_IsTakenInEach()
    {
        (_, IReadOnlyList<Issue> issues) = Read(Keyed + "\nunused:\n  people.*.note: the sender's own\n", """{"people":{"P1":{"surname":"A","note":{"x":1}},"P2":{"surname":"B","other":2}}}""");
        Assert.Equal("nothing uses people.*.other (2)", Assert.Single(issues).Message);
    }

    [Theory]
    [InlineData(Keyed)]
    [InlineData(Around)]
    public void Verification_FindsNothing(string definition)
    {
        IssueSink issues = new();
        VerificationReport report = TranslationVerifier.Verify(Compile(definition), 11, 40, issues);
        Assert.True(report.Bundles > 10);
        Assert.Empty(issues.Issues.Select(i => i.ToString()));
    }

    [Fact]
    public void Fields_OfWhatIsAround_AreReadByEach_AndWrittenOnce()
    {
        const string Message = """{"ref":"C1","court":"Ashmere","defendants":[{"name":"QUILL","asn":"2300000000000000001A","offences":[{"no":1},{"no":2}]},{"name":"VANE","asn":"2300000000000000002B","offences":[{"no":1}]}]}""";
        (Bundle bundle, _) = Read(Around, Message);
        Assert.Equal(3, bundle.Records.Count(r => r.Type.Name == "Charge" && !r["asn"].IsNone && r["convictingCourt"].ToString() == "Ashmere"));
        (string written, string issues) = Write(Around, bundle);
        Assert.Equal("", issues);
        Assert.Equal(Message.Length, written.Length);
        Assert.Equal(bundle.Records.Select(r => r.ToString()), Read(Around, written).Bundle.Records.Select(r => r.ToString()));
    }

    [Theory]
    [InlineData("  - { from: charges, role: charge-against, to: defendants }\n  - { from: charges, role: part-of-case, to: cases }\n")]
    [InlineData("  - { from: charges, role: part-of-case, to: cases }\n  - { from: charges, role: charge-against, to: defendants }\n")]
    public void Records_JoinedToWhatIsAroundTheirPlaceToo_AreWrittenOnce_WhereTheyBelong(string links)
    {
        string definition = "translation: deep\nformat: json\nrecords:\n  hearing: { type: Hearing, attributes: { reference: id } }\n"
            + "  cases: { type: Case, each: cases, attributes: { reference: ref } }\n  defendants: { type: Person, in: cases, each: defendants, attributes: { familyName: name } }\n"
            + "  charges: { type: Charge, in: defendants, each: offences, attributes: { sequence: no } }\n"
            + "links:\n  - { from: hearing, role: hearing-of, to: cases }\n  - { from: defendants, role: defendant-in, to: cases }\n" + links;
        const string Message = """{"id":"H","cases":[{"ref":"C1","defendants":[{"name":"QUILL","offences":[{"no":1}]},{"name":"VANE","offences":[{"no":2},{"no":3}]}]},{"ref":"C2","defendants":[{"name":"OAKE","offences":[{"no":4}]}]}]}""";
        Bundle bundle = Read(definition, Message).Bundle;
        Assert.Equal((Message, ""), Write(definition, bundle));
        IssueSink issues = new();
        TranslationVerifier.Verify(Compile(definition.Replace("sequence: no", "sequence: { at: no, required: true }", StringComparison.Ordinal)), 3, 40, issues);
        Assert.Empty(issues.Issues.Select(i => i.ToString()));
    }

    [Fact]
    public void Fields_OfWhatIsAround_ThatDoNotAgree_AreSaid()
    {
        (Bundle bundle, _) = Read(Around, """{"court":"Ashmere","defendants":[{"name":"Q","offences":[{"no":1},{"no":2}]}]}""");
        Record other = bundle.Records[^1];
        Assert.True(other.Type.TryGet("convictingCourt", out AttributeDefinition? court));
        other.Set(court, Value.Text("Elsewhere"));
        (string written, string issues) = Write(Around, bundle);
        Assert.Contains("\"court\":\"Ashmere\"", written, StringComparison.Ordinal);
        Assert.Equal("TRN309", issues);
    }

    [Theory]
    [InlineData("example: { type: Person, attributes: { familyName: ../../x } }", "TRN007")]
    [InlineData("example: { type: Person, attributes: { familyName: x } }\n  other: { type: Vehicle, each: ../y, attributes: { make: z } }", "TRN007")]
    public void Paths_ThatLeadOutOfTheMessage_AreFaults(string records, string code) =>
        Assert.Contains(code, Faults($"translation: example\nformat: json\nrecords:\n  {records}\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("ID,Phone,Phone\nI1,01632 960001,01632 960002\n", "I1,01632960001,01632960002")]
    [InlineData("ID,Phone,Phone\nI1,,01632 960002\n", "I1,,01632960002")]
    [InlineData("ID,Phone,Phone\nI1,01632 960001,\n", "I1,01632960001,")]
    public void Columns_OfOneName_AreToldByTheirPlace(string message, string row)
    {
        const string Definition = "translation: twice\nformat: { csv: { newline: lf } }\nrecords:\n  person: { type: Person, attributes: { reference: ID, homeTelephone: \"Phone[0]\", mobileTelephone: \"Phone[1]\" } }\n";
        (Bundle bundle, IReadOnlyList<Issue> issues) = Read(Definition, message);
        Assert.Empty(issues);
        (string written, string said) = Write(Definition, bundle);
        Assert.Equal("", said);
        Assert.Equal($"ID,Phone,Phone\n{row}\n", written.Replace("+44", "0", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_OfOneName_MayBeAList()
    {
        const string Definition = "translation: twice\nformat: { csv: { newline: lf, columns: [ID, Name, X, Name] } }\nrecords:\n  person: { type: Person, attributes: { reference: ID, alias: \"Name[]\" } }\n";
        Bundle bundle = Read(Definition, "ID,Name,X,Name\nI1,Ann,,Annie\n").Bundle;
        Assert.Equal("Ann, Annie", bundle.Records[0]["alias"].ToString());
        Assert.Equal("ID,Name,X,Name\nI1,Ann,,Annie\n", Write(Definition, bundle).Written);
        Bundle more = Read("translation: j\nformat: json\nrecords:\n  person: { type: Person, attributes: { alias: \"a[]\" } }\n", """{"a":["A","B","C"]}""").Bundle;
        Assert.Equal("FMT024", Refused(Definition, more));
    }

    [Fact]
    public void Columns_OfOneName_WithoutAPlace_AreAFault() =>
        Assert.Equal("FMT013", Assert.Single(ReadFaults("translation: twice\nformat: csv\nrecords:\n  person: { type: Person, attributes: { reference: ID } }\n", "ID,ID\n1,2\n")));

    [Fact]
    public void Unused_Anywhere_TakesANameWhereverItStands()
    {
        const string Definition = """
            translation: anywhere
            format: { xml: { root: m, namespaces: { n: "urn:n" } } }
            records:
              person: { type: Person, attributes: { familyName: a.b } }
            unused:
              "**.@Literal": the code in words
              "**.n:meta": the sender's own
            """;
        (_, IReadOnlyList<Issue> issues) = Read(Definition, """<m Literal="x" xmlns:n="urn:n"><a Literal="y" other="z"><b Literal="w">Q</b><n:meta><n:x>1</n:x></n:meta></a></m>""");
        Assert.Equal("nothing uses a.@other (z)", Assert.Single(issues).Message);
    }

    [Theory]
    [InlineData("offenceCode", "[2, 2, 3, 1]", """{"a":"TH","b":"68","c":"010"}""", "TH68010")]
    [InlineData("offenceCode", "[2, 2, 3, 1]", """{"a":"TH","b":"68","c":"010","d":"A"}""", "TH68010A")]
    [InlineData("localOffenceCode", "[1, 2, 3, 4]", """{"a":"X","b":"yz"}""", "Xyz")]
    public void Parts_OfFixedLength_MakeAnIdentifierOrText_AndComeBack(string attribute, string lengths, string message, string value)
    {
        string definition = $"translation: parts\nformat: json\nrecords:\n  charge: {{ type: Charge, attributes: {{ {attribute}: {{ join: [a, b, c, d], lengths: {lengths} }} }} }}\n";
        (Bundle bundle, IReadOnlyList<Issue> issues) = Read(definition, message);
        Assert.Empty(issues);
        Assert.Equal(value, bundle.Records[0][attribute].ToString());
        Assert.Equal((message, ""), Write(definition, bundle));
    }

    [Fact]
    public void Parts_OfFixedLength_AreMoreThanTheirFieldsHold()
    {
        const string Definition = "translation: parts\nformat: json\nrecords:\n  charge: { type: Charge, attributes: { localOffenceCode: { join: [a, b], lengths: [1, 2] } } }\n";
        Bundle bundle = Read("translation: whole\nformat: json\nrecords:\n  charge: { type: Charge, attributes: { localOffenceCode: a } }\n", """{"a":"12345"}""").Bundle;
        Assert.Equal(("{}", "TRN307"), Write(Definition, bundle));
    }

    [Theory]
    [InlineData("{ join: [a, b], lengths: [1] }", "TRN001")]
    [InlineData("{ join: [a, b], lengths: [1, 2], by: \"/\" }", "TRN001")]
    public void Parts_ThatCannotBeMeant_AreFaults(string rule, string code) =>
        Assert.Contains(code, Faults($"translation: parts\nformat: json\nrecords:\n  charge: {{ type: Charge, attributes: {{ localOffenceCode: {rule} }} }}\n"), StringComparison.Ordinal);

    [Fact]
    public void Patterns_UnderTheWrongKey_AreSaidWithTheRightOne()
    {
        IssueSink issues = new();
        const string Definition = "translation: p\nformat: json\nrecords:\n  incident: { type: Incident, attributes: { reportedAt: { at: a, date: yyyyMMdd } } }\n";
        TranslationCompiler.Compile("p.yaml", Definition, SampleWorkspace.Wexshire.Dictionary, issues);
        Assert.Contains("datetime", Assert.Single(issues.Issues).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ csv: { header: false, columns: [A, B] } }", "familyName: C")]
    [InlineData("{ csv: { columns: [A, A] } }", "familyName: A")]
    [InlineData("csv", "familyName: a.b")]
    [InlineData("{ csv: { whole-file: true } }", "familyName: A")]
    [InlineData("{ fixed: { fields: { A: [1, 2] } } }", "familyName: B")]
    [InlineData("{ fixed: { fields: { A: [1, 2] } } }", "alias: \"A[]\"")]
    [InlineData("{ fixed: { lines: [{ name: l, fields: { A: [1, 2] } }] } }", "familyName: l.B")]
    [InlineData("{ fixed: { lines: [{ name: l, fields: { A: [1, 2] } }] } }", "familyName: A")]
    public void Fields_ThatRowsAndLinesCannotHold_AreFaults(string format, string attribute) =>
        Assert.Equal("TRN001", Faults($"translation: c\nformat: {format}\nrecords:\n  person: {{ type: Person, attributes: {{ {attribute} }} }}\n"));

    private static string Faults(string definition)
    {
        IssueSink issues = new();
        TranslationCompiler.Compile("example.yaml", definition, SampleWorkspace.Wexshire.Dictionary, issues);
        return string.Join(' ', issues.Issues.Select(i => i.Code.Code).Distinct());
    }

    private static Translator Compile(string definition)
    {
        IssueSink issues = new();
        Translator? translator = TranslationCompiler.Compile("example.yaml", definition, SampleWorkspace.Wexshire.Dictionary, issues);
        Assert.True(translator is not null, string.Join('\n', issues.Issues));
        return translator;
    }

    private static (Bundle Bundle, IReadOnlyList<Issue> Issues) Read(string definition, string message)
    {
        IssueSink issues = new();
        return (Compile(definition).Read(Encoding.UTF8.GetBytes(message), issues)!, issues.Issues);
    }

    private static IEnumerable<string> ReadFaults(string definition, string message) => Read(definition, message).Issues.Select(i => i.Code.Code);

    private static (string Written, string Issues) Write(string definition, Bundle bundle)
    {
        IssueSink issues = new();
        ArrayBufferWriter<byte> output = new();
        Assert.True(Compile(definition).Write(bundle, WriteContext.Offline, output, issues), string.Join('\n', issues.Issues));
        return (Encoding.UTF8.GetString(output.WrittenSpan), string.Concat(issues.Issues.Select(i => i.Code.Code)));
    }

    private static string Refused(string definition, Bundle bundle)
    {
        IssueSink issues = new();
        Assert.False(Compile(definition).Write(bundle, WriteContext.Offline, new ArrayBufferWriter<byte>(), issues));
        return string.Join(' ', issues.Issues.Where(i => i.Severity == Severity.Error).Select(i => i.Code.Code).Distinct());
    }
}
