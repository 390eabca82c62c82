using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Corrections;
using Xunit;

namespace Parley.Engine.Tests.Translation.Corrections;

public sealed class FieldCorrectionsTests
{
    private const string Attributes = """
        records:
          person:
            type: Person
            attributes:
              familyName: { at: name, required: true }
              dateOfBirth: { at: born, date: dd/MM/yyyy }
              gender: { at: sex, codes: { M: male, F: female } }
        """;

    [Theory]
    [InlineData("{ \"name\": \"Ash\",\n  \"born\": \"31/02/1980\", \"sex\": \"M\" }", "{ \"name\": \"Ash\",\n  \"born\": \"28/02/1980\", \"sex\": \"M\" }")]
    [InlineData("{\"born\":null,\"name\":\"Ash\",\"sex\":\"M\"}", null)]
    public void Json_ReplacesTheValueAlone(string message, string? expected) => Corrects("format: json\n", message, expected);

    [Theory]
    [InlineData("<P>\n <name>Ash</name><born>31/02/1980</born>\n <!-- kept --><sex>M</sex></P>", "<P>\n <name>Ash</name><born>28/02/1980</born>\n <!-- kept --><sex>M</sex></P>")]
    [InlineData("<P a='>'><name>Ash</name><born x=\"a>b\">31/02/1980</born></P>", "<P a='>'><name>Ash</name><born x=\"a>b\">28/02/1980</born></P>")]
    public void Xml_ReplacesTheValueAlone(string message, string expected) => Corrects("format: { xml: { root: P } }\n", message, expected);

    [Fact]
    public void Csv_ReplacesTheCellAlone() =>
        Corrects("format: csv\n", "name,born,sex\r\n\"Ash, A\",31/02/1980,M\r\n", "name,born,sex\r\n\"Ash, A\",28/02/1980,M\r\n");

    [Fact]
    public void Json_EscapesWhatIsPutIn_AndKeepsTheMark()
    {
        Translator translator = Compile("format: json\n");
        byte[] message = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("{\"name\":\"Ash\",\"born\":\"x\"}")];
        FailingField field = Assert.Single(Find(translator, message));

        Assert.True(FieldCorrections.TryApply(translator, message, [(field, "a\"b\\c\n\u0001")], out byte[]? corrected, out _));

        Assert.Equal([0xEF, 0xBB, 0xBF], corrected[..3]);
        Assert.Equal("a\"b\\c\n\u0001", System.Text.Json.JsonDocument.Parse(corrected.AsMemory(3)).RootElement.GetProperty("born").GetString());
    }

    [Fact]
    public void Json_MissingField_IsPutIn()
    {
        Translator translator = Compile("format: json\n");
        byte[] message = "{ \"born\": \"28/02/1980\" }"u8.ToArray();
        FailingField field = Assert.Single(Find(translator, message));
        Assert.Equal(("person.familyName", true, null), (field.Path, field.IsEditable, field.Text));

        Assert.True(FieldCorrections.TryApply(translator, message, [(field, "Ash")], out byte[]? corrected, out _));

        Assert.Equal("{\"name\":\"Ash\", \"born\": \"28/02/1980\" }", Encoding.UTF8.GetString(corrected));
        Assert.Empty(Find(translator, corrected));
    }

    [Fact]
    public void Json_SeveralFields_AreCorrectedTogether()
    {
        Translator translator = Compile("format: json\n");
        byte[] message = "{\"born\":\"x\",\"sex\":\"?\"}"u8.ToArray();
        IReadOnlyList<FailingField> fields = Find(translator, message);
        Assert.Equal(["person.dateOfBirth < born", "person.familyName", "person.gender < sex"], fields.Select(f => f.Path).Order(StringComparer.Ordinal));

        string[] texts = [.. fields.Select(f => f.Path.Contains("born", StringComparison.Ordinal) ? "01/03/1980" : f.Path.Contains("sex", StringComparison.Ordinal) ? "F" : "Ash")];
        Assert.True(FieldCorrections.TryApply(translator, message, [.. fields.Zip(texts)], out byte[]? corrected, out _));

        Assert.Equal("{\"name\":\"Ash\",\"born\":\"01/03/1980\",\"sex\":\"F\"}", Encoding.UTF8.GetString(corrected));
    }

    [Fact]
    public void FixedWidth_KeepsThePlaces_AndRefusesWhatHasNoRoom()
    {
        Translator translator = Compile("""
            format:
              fixed:
                fields: { name: [1, 6], born: [7, 10], sex: [17, 1] }

            """);
        byte[] message = "Ash   31/02/1980M\n"u8.ToArray();
        FailingField field = Assert.Single(Find(translator, message));

        Assert.False(FieldCorrections.TryApply(translator, message, [(field, "28 February 1980")], out _, out FailingField? fault));
        Assert.Same(field, fault);
        Assert.True(FieldCorrections.TryApply(translator, message, [(field, "28/02/1980")], out byte[]? corrected, out _));
        Assert.Equal("Ash   28/02/1980M\n", Encoding.UTF8.GetString(corrected));
    }

    [Fact]
    public void Xml_WithAnotherEncoding_StaysInIt()
    {
        Translator translator = Compile("format: { xml: { root: P } }\n");
        byte[] message = Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><P><name>Zoë</name><born>x</born></P>");
        FailingField field = Assert.Single(Find(translator, message));

        Assert.True(FieldCorrections.TryApply(translator, message, [(field, "28/02/1980")], out byte[]? corrected, out _));

        Assert.Equal("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><P><name>Zoë</name><born>28/02/1980</born></P>", Encoding.Latin1.GetString(corrected));
    }

    [Fact]
    public void EmbeddedMessage_IsNotEditable()
    {
        Translator translator = Compile("""
            format: json
            embedded: { inner: { xml: { root: P } } }
            records:
              person:
                type: Person
                attributes:
                  familyName: name
                  dateOfBirth: { at: inner.P.born, date: dd/MM/yyyy }
            """, attributes: "");
        FailingField field = Assert.Single(Find(translator, "{\"name\":\"Ash\",\"inner\":\"<P><born>x</born></P>\"}"u8.ToArray()));

        Assert.False(field.IsEditable);
    }

    private static void Corrects(string format, string message, string? expected)
    {
        Translator translator = Compile(format);
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        if (expected is null)
        {
            Assert.Empty(Find(translator, bytes));
            return;
        }

        FailingField field = Assert.Single(Find(translator, bytes));
        Assert.Equal(("31/02/1980", true, "dateOfBirth"), (field.Text, field.IsEditable, field.Attribute?.Name));
        Assert.True(FieldCorrections.TryApply(translator, bytes, [(field, "28/02/1980")], out byte[]? corrected, out _));
        Assert.Equal(expected, Encoding.UTF8.GetString(corrected));
        Assert.Empty(Find(translator, corrected));
    }

    private static IReadOnlyList<FailingField> Find(Translator translator, byte[] message)
    {
        IssueSink issues = new();
        translator.Read(message, issues);
        return FieldCorrections.Find(translator, message, issues.Issues);
    }

    private static Translator Compile(string format, string attributes = Attributes)
    {
        IssueSink issues = new();
        Translator? translator = TranslationCompiler.Compile("t.yaml", $"translation: t\n{format}{attributes}", BuiltInDictionary.BuiltIn, issues);
        Assert.True(translator is not null, string.Join('\n', issues.Issues));
        return translator;
    }
}
