using System.Buffers;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Formats;
using Parley.Engine.Tests.Samples;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Verification;
using Xunit;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Engine.Tests.Translation;

/// <summary>Messages of several rows or lines: a court list with a row for each offence, a flat file with a line for each victim.</summary>
public sealed class GroupedRowsTests
{
    private const string List = """
        translation: court-list
        format: { csv: { newline: lf, group: CASE, parts: { defendant: DEF } } }
        records:
          case:
            type: Case
            attributes: { reference: CASE, urn: URN }
          defendants:
            type: Person
            each: defendant
            key: DEF
            attributes: { familyName: SURNAME }
          charges:
            type: Charge
            in: defendants
            each: row
            attributes: { sequence: NO, offenceTitle: OFFENCE }
        links:
          - { from: defendants, role: defendant-in, to: case }
          - { from: charges, role: charge-against, to: defendants }
        """;

    private const string Rows = """
        CASE,URN,DEF,SURNAME,NO,OFFENCE
        C1,01WX0000124,D1,QUILL,1,Theft
        C1,01WX0000124,D1,QUILL,2,"Damage, under 5,000"
        C1,01WX0000124,D2,"O""HARE",1,Theft
        C2,01WX0000224,D1,VANE,,

        """;

    private const string Flat = """
        translation: flat
        format:
          fixed:
            encoding: utf-8
            newline: lf
            trim-end: true
            group: [REF]
            lines:
              - { name: head, tag: { start: 1, length: 1, value: H }, fields: { REF: [2, 4], DAY: [6, 8] } }
              - { name: victim, tag: { start: 1, length: 1, value: V }, fields: { REF: [2, 4], NAME: [6, 10] } }
        records:
          incident:
            type: Incident
            attributes: { reference: { at: REF, max: 4, overflow: reject }, reportedAt: { at: head.DAY, datetime: yyyyMMdd } }
          victims:
            type: Person
            each: victim
            attributes: { familyName: { at: NAME, max: 10, overflow: reject, required: true } }
        links:
          - { from: victims, role: victim-of, to: incident }
        """;

    private const string Lines = "HWX0120260301\nVWX01QUILL\nVWX01VANE\nHWX0220260302\n";

    [Fact]
    public void Rows_OfOneKey_AreOneMessage_WithPartsAndRows()
    {
        (Translator translator, List<string> messages) = Split(List, Rows);
        Assert.Equal(2, messages.Count);
        Bundle bundle = Read(translator, messages[0]);
        Assert.Equal(
            ["Case C1", "Person QUILL", "Person O\"HARE", "Charge Theft", "Charge Damage, under 5,000", "Charge Theft"],
            bundle.Records.Select(r => $"{r.Type.Name} {Name(r)}"));
        Assert.Equal(
            ["1>0 defendant-in", "2>0 defendant-in", "3>1 charge-against", "4>1 charge-against", "5>2 charge-against"],
            bundle.Links.Select(l => $"{l.From}>{l.To} {l.Role.Name}"));
    }

    [Theory]
    [InlineData(List, Rows)]
    [InlineData(Flat, Lines)]
    public void Messages_OfSeveralRows_AreWrittenAsTheyWereRead(string definition, string text)
    {
        (Translator translator, List<string> messages) = Split(definition, text);
        string header = text.Contains("CASE,", StringComparison.Ordinal) ? text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)] : "";
        string all = header + string.Concat(messages.Select(m => Write(translator, Read(translator, m))[header.Length..]));
        Assert.Equal(text, all);
    }

    [Theory]
    [InlineData(List, Rows)]
    [InlineData(Flat, Lines)]
    public void Verification_FindsNothing(string definition, string text)
    {
        (Translator translator, List<string> messages) = Split(definition, text);
        IssueSink issues = new();
        VerificationReport report = TranslationVerifier.Verify(translator, 7, 40, issues, [.. messages.Select(m => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(m))]);
        Assert.True(report.Bundles > 10);
        Assert.Empty(issues.Issues.Select(i => i.ToString()));
    }

    [Theory]
    [InlineData("CASE,URN,DEF,SURNAME,NO,OFFENCE\nC1,U1,D1,QUILL,1,Theft\nC1,U2,D1,QUILL,2,Theft\n", "FMT021 3:4 URN")]
    [InlineData("CASE,URN,DEF,SURNAME,NO,OFFENCE\nC1,U1,D1,QUILL,1,Theft\nC1,U1,D1,VANE,2,Theft\n", "FMT021 3:10 defendant.SURNAME")]
    [InlineData("CASE,URN,DEF,SURNAME,NO,OFFENCE\nC1,U1,D1,QUILL,1,Theft\nC2,U2,D1,QUILL,2,Theft\n", "FMT001 3:1 ")]
    [InlineData("CASE,URN,DEF,SURNAME,NO,OFFENCE\nC1,U1,D1,QUILL,1\nC1,U1,D1,QUILL,1,Theft\n", "FMT012 2:1 ")]
    [InlineData("URN,DEF,SURNAME,NO,OFFENCE\nU1,D1,QUILL,1,Theft\n", "FMT010 1:1 ")]
    [InlineData("CASE,URN,DEF,SURNAME,NO,OFFENCE\n", "FMT020 2:1 ")]
    public void Rows_ThatDoNotBelongTogether_AreFaults(string message, string fault)
    {
        IssueSink issues = new();
        Assert.Null(Compile(List).Read(Encoding.UTF8.GetBytes(message), issues));
        Issue issue = Assert.Single(issues.Issues);
        Assert.Equal(fault, $"{issue.Code.Code} {issue.Position.Line}:{issue.Position.Column} {issue.Path}");
    }

    [Theory]
    [InlineData("HWX0120260301\nVWX02QUILL\n", "FMT001 2:1 ")]
    [InlineData("HWX0120260301\nXWX01QUILL\n", "FMT016 2:1 ")]
    public void Lines_ThatDoNotBelongTogether_AreFaults(string message, string fault)
    {
        IssueSink issues = new();
        Assert.Null(Compile(Flat).Read(Encoding.UTF8.GetBytes(message), issues));
        Issue issue = Assert.Single(issues.Issues);
        Assert.Equal(fault, $"{issue.Code.Code} {issue.Position.Line}:{issue.Position.Column} {issue.Path}");
    }

    [Fact]
    public void Fields_ThatAllLinesShare_MustAgree()
    {
        string definition = Flat.Replace("REF: [2, 4], DAY: [6, 8]", "REF: [2, 4], DAY: [6, 8], UNIT: [14, 2]", StringComparison.Ordinal)
            .Replace("NAME: [6, 10]", "NAME: [6, 10], UNIT: [16, 2]", StringComparison.Ordinal)
            .Replace("overflow: reject }, reportedAt", "overflow: reject }, source: { at: UNIT, codes: { \"11\": \"999\", \"12\": online } }, reportedAt", StringComparison.Ordinal);
        Translator translator = Compile(definition);
        Assert.Equal("HWX012026030111\nVWX01QUILL     11\n", Write(translator, Read(translator, "HWX012026030111\nVWX01QUILL     11\n")));
        IssueSink issues = new();
        Assert.Null(translator.Read("HWX012026030111\nVWX01QUILL     12\n"u8.ToArray(), issues));
        Assert.Equal("FMT021", Assert.Single(issues.Issues).Code.Code);
    }

    [Fact]
    public void Lines_OfOneKind_MayBeGrouped()
    {
        Translator translator = Compile("""
            translation: one-kind
            format: { fixed: { newline: lf, group: [REF], fields: { REF: [1, 4], NAME: [5, 5] } } }
            records:
              incident: { type: Incident, attributes: { reference: REF } }
              victims: { type: Person, each: line, attributes: { familyName: NAME } }
            links:
              - { from: victims, role: victim-of, to: incident }
            """);
        Bundle bundle = Read(translator, "WX01QUILL\nWX01VANE \n");
        Assert.Equal(["Incident WX01", "Person QUILL", "Person VANE"], bundle.Records.Select(r => $"{r.Type.Name} {Name(r)}"));
        Assert.Equal("WX01QUILL\nWX01VANE \n", Write(translator, bundle));
        bundle = Read(translator, "WX01     \n");
        Assert.Single(bundle.Records);
        Assert.Equal("WX01     \n", Write(translator, bundle));
    }

    [Fact]
    public void Lines_BeginAMessageWithALineOfOneKind()
    {
        string definition = Flat.Replace("group: [REF]", "begins: head", StringComparison.Ordinal).Replace("at: REF", "at: head.REF", StringComparison.Ordinal)
            .Replace("{ familyName:", "{ reference: REF, familyName:", StringComparison.Ordinal);
        (_, List<string> messages) = Split(definition, "HWX0120260301\nVWX01QUILL\nVWX07VANE\nHWX0220260302\n");
        Assert.Equal(["HWX0120260301\nVWX01QUILL\nVWX07VANE\n", "HWX0220260302\n"], messages);
    }

    [Theory]
    [InlineData("C1,,D1,,1,a\nC1,,D1,,2,b\nC1,,D1,,3,c\nC2,,D1,,1,d\n", "FMT022 2", "C2,,D1,,1,d\n")]
    [InlineData("C1,,D1,,1,a\nC1,,D1,,2,b\n", "", "C1,,D1,,1,a\nC1,,D1,,2,b\n")]
    public void Groups_OfTooManyRows_ArePassedOverWhole(string rows, string fault, string given)
    {
        string definition = List.Replace("group: CASE,", "group: CASE, most-rows: 2,", StringComparison.Ordinal);
        IssueSink issues = new();
        List<string> messages = Messages(Compile(definition), "CASE,URN,DEF,SURNAME,NO,OFFENCE\n" + rows, FormatLimits.Default, issues);
        Assert.Equal(fault, string.Concat(issues.Issues.Select(i => $"{i.Code.Code} {i.Position.Line}")));
        Assert.Equal(["CASE,URN,DEF,SURNAME,NO,OFFENCE\n" + given], messages);
    }

    [Fact]
    public void Groups_AroundARowThatCannotBeTaken_ArePassedOver()
    {
        string rows = "CASE,URN,DEF,SURNAME,NO,OFFENCE\nC1,,,,1,a\nC1,,,,2," + new string('x', 100) + "\nC1,,,,3,c\nC2,,,,1,d\n";
        IssueSink issues = new();
        List<string> messages = Messages(Compile(List), rows, FormatLimits.Default with { Bytes = 90 }, issues);
        Assert.Equal("CASE,URN,DEF,SURNAME,NO,OFFENCE\nC2,,,,1,d\n", Assert.Single(messages));
        Assert.All(issues.Issues, i => Assert.Equal("FMT002", i.Code.Code));
    }

    [Fact]
    public void Groups_LargerThanAMessageMayBe_ArePassedOver()
    {
        string rows = "CASE,URN,DEF,SURNAME,NO,OFFENCE\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"C1,,,,{i},abc\n")) + "C2,,,,1,d\n";
        IssueSink issues = new();
        List<string> messages = Messages(Compile(List), rows, FormatLimits.Default with { Bytes = 120 }, issues);
        Assert.Equal("CASE,URN,DEF,SURNAME,NO,OFFENCE\nC2,,,,1,d\n", Assert.Single(messages));
        Assert.Equal("FMT002", Assert.Single(issues.Issues).Code.Code);
    }

    [Fact]
    public void Groups_OfALongStream_TakeBoundedMemory()
    {
        Translator translator = Compile(List);
        using RepeatingStream stream = new("CASE,URN,DEF,SURNAME,NO,OFFENCE\n", "C1,,D1,,1,a\nC1,,D1,,2,b\nC2,,D1,,1,\"d\ne\"\n", 50_000, "");
        using MessageSplitter splitter = translator.Format.CreateSplitter(stream, FormatLimits.Default);
        IssueSink issues = new();
        int count = 0;
        int largest = 0;
        while (splitter.TryNext(out ReadOnlyMemory<byte> message, issues))
        {
            count++;
            largest = Math.Max(largest, message.Length);
        }

        Assert.Empty(issues.Issues);
        Assert.Equal(100_000, count);
        Assert.Equal(32 + 24, largest);
    }

    [Theory]
    [InlineData("\uFEFFCASE,URN,DEF,SURNAME,NO,OFFENCE\r\n\"C1\",,D1,,1,a\r\nC1,,D1,,2,b\r\n\r\nC1,,D2,,1,b", "utf-8", 1)]
    [InlineData("CASE,URN,DEF,SURNAME,NO,OFFENCE\nC1,,D1,Ünger,1,a\nC1,,D1,Ünger,2,b\nC2,,D1,Ünger,1,b\n", "windows-1252", 2)]
    [InlineData("CASE,URN,DEF,SURNAME,NO,OFFENCE\nC1,,D1,,1,a\nC1,,D\"1,,2,b\nC1,,D2,,1,b\nC2,,D2,,1,b\n", "utf-8", 2)]
    public void Groups_AreFound_WhateverTheFileIsLike(string text, string encoding, int groups)
    {
        string definition = List.Replace("group: CASE,", $"group: CASE, encoding: {encoding},", StringComparison.Ordinal);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using MemoryStream stream = new(Encoding.GetEncoding(encoding).GetBytes(text));
        Assert.Equal(groups, Messages(Compile(definition), stream, FormatLimits.Default, new IssueSink()).Count);
    }

    [Theory]
    [InlineData("{ csv: { header: false } }", "columns")]
    [InlineData("{ csv: { parts: { a: X } } }", "group")]
    [InlineData("{ csv: { group: X, parts: { a: [] } } }", "parts")]
    [InlineData("{ csv: { group: X, whole-file: true } }", "whole-file")]
    [InlineData("{ csv: { group: X, columns: [Y] } }", "'X'")]
    [InlineData("{ fixed: { group: X, fields: { Y: [1, 2] } } }", "'X'")]
    [InlineData("{ fixed: { begins: X, lines: [{ name: a, fields: { Y: [1, 2] } }] } }", "'X'")]
    public void Formats_ThatCannotBeMeant_AreFaults(string format, string said)
    {
        IssueSink issues = new();
        string definition = $"translation: example\nformat: {format}\nrecords:\n  a: {{ type: Incident, attributes: {{ reference: Y }} }}\n";
        Assert.Null(TranslationCompiler.Compile("example.yaml", definition, SampleWorkspace.Wexshire.Dictionary, issues));
        Assert.Contains(issues.Issues, i => i.Code.Code == "TRN001" && i.Message.Contains(said, StringComparison.Ordinal));
    }

    private static string Name(Record record) => record.Type.Name switch
    {
        "Person" => record["familyName"].ToString(),
        "Charge" => record["offenceTitle"].ToString(),
        _ => record["reference"].ToString(),
    };

    private static (Translator Translator, List<string> Messages) Split(string definition, string text)
    {
        Translator translator = Compile(definition);
        IssueSink issues = new();
        List<string> messages = Messages(translator, text, FormatLimits.Default, issues);
        Assert.Empty(issues.Issues);
        return (translator, messages);
    }

    private static List<string> Messages(Translator translator, string text, FormatLimits limits, IssueSink issues)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        return Messages(translator, stream, limits, issues);
    }

    private static List<string> Messages(Translator translator, Stream stream, FormatLimits limits, IssueSink issues)
    {
        using MessageSplitter splitter = translator.Format.CreateSplitter(stream, limits);
        List<string> messages = [];
        while (splitter.TryNext(out ReadOnlyMemory<byte> message, issues))
        {
            messages.Add(Encoding.UTF8.GetString(message.Span));
        }

        return messages;
    }

    private static Translator Compile(string definition)
    {
        IssueSink issues = new();
        Translator? translator = TranslationCompiler.Compile("example.yaml", definition, SampleWorkspace.Wexshire.Dictionary, issues);
        Assert.True(translator is not null, string.Join('\n', issues.Issues));
        return translator;
    }

    private static Bundle Read(Translator translator, string message)
    {
        IssueSink issues = new();
        Bundle? bundle = translator.Read(Encoding.UTF8.GetBytes(message), issues);
        Assert.Empty(issues.Issues);
        return bundle!;
    }

    private static string Write(Translator translator, Bundle bundle)
    {
        IssueSink issues = new();
        ArrayBufferWriter<byte> output = new();
        Assert.True(translator.Write(bundle, WriteContext.Offline, output, issues), string.Join('\n', issues.Issues));
        Assert.Empty(issues.Issues);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
