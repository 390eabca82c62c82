using System.Buffers;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Samples;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Fidelity;
using Xunit;

namespace Parley.Engine.Tests.Translation;

/// <summary>Codes that stand for texts, and several fields that are one code: rows that every national mapping table has.</summary>
public sealed class CodesOfTextsTests
{
    private const string Fuel = "fuelType: { at: fuel, codes: { F1: Petrol, F2: Diesel, F9: { relation: none } } }";

    private const string Pairs =
        "category: { join: [TYPE, SUB], by: \"/\", codes: { \"1/2\": crime, \"1/3\": anti-social-behaviour, \"/7\": transport, \"4\": administration } }";

    [Theory]
    [InlineData("F1", "Petrol", "")]
    [InlineData("F9", "", "")]
    [InlineData("F7", "F7", "TRN203")]
    public void Codes_OfATextAttribute_AreReadAsTheTexts(string code, string text, string issue)
    {
        (Bundle bundle, IssueSink issues) = Read(Record("Vehicle", Fuel), $$"""{"fuel":"{{code}}"}""");
        Assert.Equal(text, bundle.Subject!["fuelType"].IsNone ? "" : bundle.Subject["fuelType"].ToString());
        Assert.Equal(issue, string.Concat(issues.Issues.Select(i => i.Code.Code)));
    }

    [Theory]
    [InlineData("Diesel", """{"fuel":"F2"}""", "")]
    [InlineData("Steam", "{}", "TRN304")]
    public void Texts_AreWrittenAsTheirCodes(string text, string written, string issue)
    {
        Bundle bundle = Read(Record("Vehicle", "fuelType: fuel"), $$"""{"fuel":"{{text}}"}""").Bundle;
        Assert.Equal((written, issue), Write(Record("Vehicle", Fuel), bundle));
    }

    [Fact]
    public void Texts_WithoutACode_AreWrittenAsTheyStand_WhenTheFieldTakesText() =>
        Assert.Equal(
            ("""{"fuel":"Steam"}""", ""),
            Write(
                Record("Vehicle", "fuelType: { at: fuel, codes: { map: { F1: Petrol }, otherwise: text } }"),
                Read(Record("Vehicle", "fuelType: fuel"), """{"fuel":"Steam"}""").Bundle));

    [Theory]
    [InlineData("""{"fuel":"F1"}""", "Petrol")]
    [InlineData("""{"fuel":"ZZ","words":"Steam"}""", "Steam")]
    public void Codes_OfTexts_WithAFieldForTheRest_ComeBack(string message, string text)
    {
        string definition = Record("Vehicle", "fuelType: { at: fuel, codes: { F1: Petrol }, other: words, other-code: ZZ }");
        Bundle bundle = Read(definition, message).Bundle;
        Assert.Equal(text, bundle.Subject!["fuelType"].ToString());
        Assert.Equal((message, ""), Write(definition, bundle));
    }

    [Theory]
    [InlineData("{ at: \"h[]\", codes: { D1: Dog, G2: Gas } }", """{"h":["G2","D1"]}""")]
    [InlineData("{ at: h, split: \";\", codes: { D1: Dog, G2: Gas } }", """{"h":"G2;D1"}""")]
    [InlineData("{ at: [h1, h2], codes: { D1: Dog, G2: Gas } }", """{"h1":"G2","h2":"D1"}""")]
    public void Codes_OfManyTexts_ComeBack(string rule, string message)
    {
        string definition = Record("Location", $"hazards: {rule}");
        Bundle bundle = Read(definition, message).Bundle;
        Assert.Equal("Gas, Dog", bundle.Subject!["hazards"].ToString());
        Assert.Equal((message, ""), Write(definition, bundle));
    }

    [Fact]
    public void Codes_MayBeThoseOfAListOfTheDictionary_AndMeanItsLabels()
    {
        string definition = Record("Vehicle", "fuelType: { at: fuel, codes: sex }");
        Bundle bundle = Read(definition, """{"fuel":"not-known"}""").Bundle;
        Assert.Equal("Not known", bundle.Subject!["fuelType"].ToString());
        Assert.Equal(("""{"fuel":"not-known"}""", ""), Write(definition, bundle));
    }

    [Fact]
    public void Codes_OfAnIdentifier_AreIdentifiers()
    {
        string definition = Record("Charge", "offenceCode: { at: local, codes: { THEFT-SHOP: TH68010, TAKE-CYCLE: TH68006 } }");
        Bundle bundle = Read(definition, """{"local":"TAKE-CYCLE"}""").Bundle;
        Assert.Equal("TH68006", bundle.Subject!["offenceCode"].ToString());
        Assert.Equal(("""{"local":"TAKE-CYCLE"}""", ""), Write(definition, bundle));
        Assert.Equal("TRN008", Faults(Record("Charge", "offenceCode: { at: local, codes: { X: not an offence } }")));
    }

    [Fact]
    public void TwoCodes_OfOneText_NeedAWayBack() =>
        Assert.Equal("TRN103", Faults(Record("Vehicle", "fuelType: { at: fuel, codes: { F1: Petrol, F3: Petrol } }")));

    [Theory]
    [InlineData("""{"TYPE":"1","SUB":"3"}""", "anti-social-behaviour")]
    [InlineData("""{"TYPE":1,"SUB":2}""", "crime")]
    [InlineData("""{"SUB":"7"}""", "transport")]
    [InlineData("""{"TYPE":"4"}""", "administration")]
    [InlineData("{}", "")]
    public void JoinedFields_AreOneCode(string message, string code)
    {
        (Bundle bundle, IssueSink issues) = Read(Record("Incident", Pairs), message);
        Assert.Empty(issues.Issues);
        Assert.Equal(code, bundle.Subject!["category"].IsNone ? "" : bundle.Subject["category"].AsCode.Code);
    }

    [Theory]
    [InlineData("anti-social-behaviour", """{"TYPE":"1","SUB":"3"}""", "")]
    [InlineData("transport", """{"SUB":"7"}""", "")]
    [InlineData("administration", """{"TYPE":"4"}""", "")]
    [InlineData("public-safety-and-welfare", "{}", "TRN304")]
    public void JoinedFields_AreWrittenEachItsPart(string code, string written, string issue)
    {
        Bundle bundle = Read(Record("Incident", "category: category"), $$"""{"category":"{{code}}"}""").Bundle;
        Assert.Equal((written, issue), Write(Record("Incident", Pairs), bundle));
    }

    [Theory]
    [InlineData("Person", "dateOfBirth: { join: [y, m], by: \"-\" }")]
    [InlineData("Incident", "category: { join: [y, m], by: \"-\" }")]
    [InlineData("Person", "heightCm: { lines: { Height: h } }")]
    [InlineData("Person", "familyName: { coordinates: { latitude: a, longitude: b } }")]
    [InlineData("Person", "familyName: { measure: { a: ft } }")]
    [InlineData("Person", "arrestedAt: { parts: { year: a, month: b, day: c } }")]
    [InlineData("Person", "dateOfBirth: { parts: { date: a, time: b }, date: iso, time: iso, zone: Europe/London }")]
    public void WhatMakesOneKindOfValue_CannotMakeAnother(string type, string attribute) =>
        Assert.Equal("TRN010", Faults(Record(type, attribute)));

    [Fact]
    public void Fidelity_ComparesTextsOfTwoMapsByWhatTheySay()
    {
        static Translator Of(string codes) => Compile(Record("Vehicle", $"fuelType: {{ at: fuel, codes: {{ {codes} }} }}"));
        FidelityLine line = Assert.Single(TranslationFidelity.Between(Of("F1: Petrol, F2: Diesel"), Of("A: Petrol, B: Gas")).Lines);
        Assert.Equal(FidelityLevel.Narrowed, line.Level);
        Assert.Contains("Diesel", line.Why, StringComparison.Ordinal);
    }

    private static string Record(string type, string attribute) =>
        $"translation: example\nformat: json\nrecords:\n  example:\n    type: {type}\n    attributes:\n      {attribute}\n";

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
        Assert.NotNull(translator);
        return translator;
    }

    private static (Bundle Bundle, IssueSink Issues) Read(string definition, string message)
    {
        IssueSink issues = new();
        return (Compile(definition).Read(Encoding.UTF8.GetBytes(message), issues)!, issues);
    }

    private static (string Written, string Issues) Write(string definition, Bundle bundle)
    {
        IssueSink issues = new();
        ArrayBufferWriter<byte> output = new();
        Assert.True(Compile(definition).Write(bundle, WriteContext.Offline, output, issues));
        return (Encoding.UTF8.GetString(output.WrittenSpan), string.Concat(issues.Issues.Select(i => i.Code.Code)));
    }
}
