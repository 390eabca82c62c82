using System.Buffers;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Samples;
using Parley.Engine.Translation;
using Xunit;

namespace Parley.Engine.Tests.Translation;

/// <summary>What single rules of the language do at their edges; the samples of the workspace show them at work.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("""{"y":1987,"m":3,"d":9}""", "1987-03-09", "")]
    [InlineData("""{"y":1987,"m":3,"d":null}""", "1987-03", "")]
    [InlineData("""{"y":1987}""", "1987", "")]
    [InlineData("""{"m":3}""", "", "TRN202")]
    [InlineData("""{"y":1987,"m":13}""", "", "TRN202")]
    [InlineData("""{"y":1987,"m":2,"d":29}""", "", "TRN202")]
    [InlineData("""{"y":1987,"d":9}""", "", "TRN202")]
    [InlineData("""{"y":"x"}""", "", "TRN202")]
    public void Date_in_parts_is_as_partial_as_they_are(string message, string value, string code)
    {
        (Bundle bundle, IssueSink issues) = Read(Person("dateOfBirth: { parts: { year: y, month: m, day: d } }"), message);
        Assert.Equal(value, bundle.Subject!["dateOfBirth"].IsNone ? "" : bundle.Subject["dateOfBirth"].ToString());
        Assert.Equal(code, string.Concat(issues.Issues.Select(i => i.Code.Code)));
    }

    [Theory]
    [InlineData("""{"born":"31/02/1980"}""", "TRN202")]
    [InlineData("{}", "TRN201")]
    public void Required_field_that_is_there_and_wrong_is_not_said_to_be_missing(string message, string code) =>
        Assert.Equal([code], Read(Person("dateOfBirth: { at: born, date: dd/MM/yyyy, required: true }"), message).Issues.Issues.Select(i => i.Code.Code));

    [Theory]
    [InlineData("Siân Ŵyn Škoda", "SIAN WYN SKODA")]
    [InlineData("Łukasz Müßig – “Æ”", "LUKASZ MUSSIG - \"AE\"")]
    public void Ascii_leaves_out_marks_and_loses_nothing_else(string name, string written) =>
        Assert.Equal($$"""{"name":{{System.Text.Json.JsonSerializer.Serialize(written, Plain)}}}""", Back(Person("familyName: { at: name, case: upper, ascii: true }"), $$"""{"name":"{{name}}"}"""));

    [Fact]
    public void Ascii_says_which_signs_it_cannot_write()
    {
        string definition = Person("familyName: { at: name, ascii: true }");
        IssueSink issues = new();
        ArrayBufferWriter<byte> output = new();
        Assert.True(Compile(definition).Write(Read(definition, """{"name":"二 🚀"}""").Bundle, WriteContext.Offline, output, issues));
        Assert.Equal("""{"name":"? ?"}""", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal("TRN307", Assert.Single(issues.Issues).Code.Code);
    }

    [Theory]
    [InlineData("+447700900123", "07700 900123")]
    [InlineData("+442079460212", "020 7946 0212")]
    [InlineData("+441632960118", "01632 960118")]
    [InlineData("+441134960000", "0113 496 0000")]
    [InlineData("+33123456789", "+33123456789")]
    public void Telephone_is_displayed_in_its_national_form(string number, string written) =>
        Assert.Equal($$"""{"tel":"{{written}}"}""", Back(Person("mobileTelephone: { at: tel, display: true }"), $$"""{"tel":"{{number}}"}"""));

    [Theory]
    [InlineData("WX32ABD", "WX32 ABD")]
    [InlineData("A123BCD", "A123BCD")]
    public void Registration_is_displayed_with_its_space(string mark, string written) =>
        Assert.Equal($$"""{"vrm":"{{written}}"}""", Back(Record("Vehicle", "registration: { at: vrm, display: true }"), $$"""{"vrm":"{{mark}}"}"""));

    [Fact]
    public void Rest_is_written_for_codes_without_counterpart_and_read_as_nothing()
    {
        string narrow = Person("gender: { at: sex, codes: { map: { M: male, F: female }, rest: U } }");
        Bundle wide = Read(Person("gender: sex"), """{"sex":"non-binary"}""").Bundle;
        Assert.Equal("""{"sex":"U"}""", Write(narrow, wide));
        (Bundle bundle, IssueSink issues) = Read(narrow, """{"sex":"U"}""");
        Assert.True(bundle.Subject!["gender"].IsNone);
        Assert.Empty(issues.Issues);
    }

    [Fact]
    public void Role_with_two_fields_is_said_once_and_loses_nothing()
    {
        const string Text = """
            translation: example
            format: json
            records:
              incident: { type: Incident, attributes: { reference: id } }
              caller: { type: Person, at: caller, attributes: { familyName: name } }
              persons: { type: Person, each: persons, attributes: { familyName: name } }
            links:
              - { from: caller, role: reporting-person, to: incident }
              - { from: caller, role: { at: victim, codes: { "true": victim-of, "false": none } }, to: incident }
              - { from: persons, role: { at: part, codes: { VIC: victim-of, INF: reporting-person } }, to: incident }
            """;
        const string Message = """{"id":"1","caller":{"name":"A","victim":true},"persons":[{"name":"B","part":"VIC"}]}""";
        Assert.Equal(Message, Back(Text, Message));
        Assert.Equal("""{"id":"1","persons":[{"name":"B","part":"VIC"}]}""", Back(Text, """{"id":"1","persons":[{"name":"B","part":"VIC"}]}"""));
        Assert.Empty(Read(Text, """{"id":"1","caller":{"name":"A","victim":false}}""").Issues.Issues);
    }

    [Fact]
    public void Numbered_keys_count_what_is_written_and_references_follow()
    {
        const string Text = """
            translation: example
            format: json
            records:
              incident: { type: Incident, attributes: { reference: id } }
              persons: { type: Person, each: persons, key: { at: seq, number: true }, attributes: { familyName: name } }
              vehicles: { type: Vehicle, each: vehicles, attributes: { make: make } }
            links:
              - { from: persons, role: witness-of, to: incident }
              - { from: vehicles, role: involved-in, to: incident }
              - { from: persons, role: driver-of, to: vehicles, by: { at: driver, on: to } }
            """;
        Assert.Equal(
            """{"id":"1","persons":[{"seq":1,"name":"A"},{"seq":2,"name":"B"}],"vehicles":[{"make":"Kia","driver":2}]}""",
            Back(Text, """{"id":"1","persons":[{"seq":7,"name":"A"},{"seq":9,"name":"B"}],"vehicles":[{"make":"Kia","driver":9}]}"""));
    }

    [Fact]
    public void Element_that_carries_a_document_keeps_its_attributes()
    {
        const string Text = """
            translation: example
            format: { xml: { root: m, declaration: false } }
            constants: { ext.@media: application/xml }
            embedded: { ext: { xml: { root: log, declaration: false } } }
            records:
              incident: { type: Incident, attributes: { reference: id } }
              log: { type: LogEntry, each: ext.log.entry, attributes: { text: . } }
            links: [{ from: log, role: log-of, to: incident }]
            """;
        const string Message = """<m><id>1</id><ext media="application/xml">&lt;log&gt;&lt;entry&gt;a &amp;amp; b&lt;/entry&gt;&lt;/log&gt;</ext></m>""";
        Assert.Contains("""<ext media="application/xml">&lt;log&gt;&lt;entry&gt;a &amp;amp; b&lt;/entry&gt;&lt;/log&gt;</ext>""", Back(Text, Message), StringComparison.Ordinal);
        Assert.Empty(Read(Text, Message).Issues.Issues);
    }

    [Fact]
    public void Column_without_a_value_is_blank_whatever_its_pad()
    {
        const string Text = """
            translation: example
            format: { fixed: { newline: lf, fields: { NAME: [1, 4], CM: { start: 5, length: 3, pad: "0", align: right } } } }
            records: { person: { type: Person, attributes: { familyName: NAME, heightCm: CM } } }
            """;
        Assert.Equal("Ann    \n", Back(Text, "Ann    \n"));
        Assert.Equal("Ann 075\n", Back(Text, "Ann 075\n"));
    }

    [Fact]
    public void Unused_IsSaidAsTheTranslationWouldWriteIt()
    {
        const string definition = """
            translation: example
            format: { xml: { root: e:Envelope.Body, namespaces: { default: "urn:c", e: "urn:e", m: "urn:m" } } }
            records:
              person: { type: Person, at: Person, attributes: { familyName: Name } }
            """;
        IssueSink issues = Read(definition, """<x:Envelope xmlns:x="urn:e"><Body xmlns="urn:c"><Person y="1"><Name>Quill</Name><z:Shoe xmlns:z="urn:m" z:size="9">brown</z:Shoe></Person></Body></x:Envelope>""").Issues;
        Assert.Equal(["nothing uses Person.@y (1)", "nothing uses Person.m:Shoe (brown)"], issues.Issues.Select(i => i.Message).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Field_ThatIsALineOfFixedWidth_HasNoLineEnd()
    {
        const string definition = """
            translation: example
            format: json
            records:
              example: { type: Person, attributes: { employer: packed.A, occupation: packed.B } }
            embedded:
              packed: { fixed: { trim-end: true, fields: { A: [1, 2], B: [3, 8] } } }
            """;
        Assert.Equal("""{"packed":"WXBaker"}""", Back(definition, """{"packed":"WXBaker   "}"""));
    }

    [Fact]
    public void Predicate_OnAFieldWithinTheItem_IsWrittenWithIt()
    {
        const string definition = """
            translation: example
            format: json
            records:
              example:
                type: Person
                attributes:
                  familyName: "names[use.kind=official].family"
                  alias: "names[use.kind=alias].family"
                  givenNames: "names[use.kind=official].given[]"
            """;
        const string message = """{"names":[{"use":{"kind":"official"},"family":"Quill","given":["Ada"]},{"use":{"kind":"alias"},"family":"Ducky"}]}""";
        Assert.Equal(message, Back(definition, message));
        Assert.Equal("{}", Back(definition, "{}"));
    }

    [Fact]
    public void Field_WithSeveralKeys_JoinsEachAndIsWrittenWithAll()
    {
        const string definition = """
            translation: example
            format: json
            records:
              event: { type: Incident, attributes: { reference: id } }
              persons: { type: Person, each: persons, key: no, attributes: { familyName: name } }
            links:
              - { from: persons, role: present-at, to: event, by: { at: present, on: to, split: " " } }
            """;
        const string message = """{"id":"I-1","persons":[{"no":"P1","name":"Quill"},{"no":"P3","name":"Brookhay"},{"no":"P2","name":"Ida"}],"present":"P1 P3"}""";
        (Bundle bundle, IssueSink issues) = Read(definition, message);
        Assert.Empty(issues.Issues);
        Assert.Equal(2, bundle.Links.Count);
        Assert.Equal(message, Back(definition, message));
        Assert.Contains("'P9'", Assert.Single(Read(definition, """{"id":"I-1","present":"P9"}""").Issues.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_JoinedByAnElementAlone_IsWritten_ThoughAReferenceCouldJoinItToo()
    {
        const string definition = """
            translation: example
            format: json
            records:
              event: { type: Incident, key: id, attributes: { reference: no } }
              persons: { type: Person, each: persons, key: id, attributes: { familyName: name } }
            links:
              - { from: persons, role: present-at, to: event, by: { at: "present[]", on: to } }
              - { each: associations, from: who, to: what, role: { at: role, codes: { Suspect: suspect-in } } }
            """;
        const string message = """{"id":"A1","no":"I-1","persons":[{"id":"P1","name":"Quill"}],"associations":[{"role":"Suspect","who":"P1","what":"A1"}]}""";
        Assert.Equal(message, Back(definition, message));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Person(string attribute) => Record("Person", attribute);

    private static string Record(string type, string attribute) =>
        $"translation: example\nformat: json\nrecords:\n  example:\n    type: {type}\n    attributes:\n      {attribute}\n";

    private static string Back(string definition, string message) => Write(definition, Read(definition, message).Bundle);

    private static Translator Compile(string definition)
    {
        IssueSink issues = new();
        Translator? translator = TranslationCompiler.Compile("example.yaml", definition, SampleWorkspace.Wexshire.Dictionary, issues);
        Assert.NotNull(translator);
        return translator;
    }

    private static (Bundle Bundle, IssueSink Issues) Read(string definition, string message)
    {
        IssueSink issues = new();
        return (Compile(definition).Read(Encoding.UTF8.GetBytes(message), issues)!, issues);
    }

    private static string Write(string definition, Bundle bundle)
    {
        IssueSink issues = new();
        ArrayBufferWriter<byte> output = new();
        Assert.True(Compile(definition).Write(bundle, WriteContext.Offline, output, issues));
        Assert.Equal([], issues.Issues.Where(i => i.LosesData).Select(i => i.ToString()));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
