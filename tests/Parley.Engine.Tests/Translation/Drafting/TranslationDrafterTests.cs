using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Support;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Drafting;
using Parley.Engine.Translation.Verification;
using Xunit;

namespace Parley.Engine.Tests.Translation.Drafting;

public class TranslationDrafterTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly string Systems = Path.Combine(Repository.Root, "samples", "wexshire", "workspace", "systems");

    public static TheoryData<string> SampleFolders =>
    [
        .. Directory.GetDirectories(Systems, "*", SearchOption.AllDirectories)
            .Where(d => Path.GetFileName(Path.GetDirectoryName(d)) == "samples" && !d.Contains("natfeed", StringComparison.Ordinal))
            // An answer of one word says nothing from which its meaning could be guessed.
            .Where(d => !d.EndsWith("-done", StringComparison.Ordinal))
            .Select(d => Path.GetRelativePath(Systems, d).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(SampleFolders))]
    public void Draft_SamplesOfTheEstate_CompilesAndReadsThemWithoutErrors(string folder)
    {
        DraftFile[] files = [.. Directory.GetFiles(Path.Combine(Systems, folder)).Order(StringComparer.Ordinal).Select(f => new DraftFile(Path.GetFileName(f), File.ReadAllBytes(f)))];
        Draft draft = Draft(Path.GetFileName(folder), DraftSourceKind.Samples, files);
        Translator translator = Compile(draft);

        IssueSink reading = new();
        int messages = files.Sum(f => SampleCheck.Run(translator, f.Path, f.Content, Today, reading));
        Assert.True(messages > 0);
        Assert.DoesNotContain(reading.Issues, i => i.Severity == Severity.Error);
        Assert.DoesNotContain(reading.Issues, i => i.Code == TranslationIssues.UnusedField);
        Assert.Contains(draft.Lines, l => l.Attribute.Length > 0);
    }

    [Fact]
    public void Draft_BeaconIncidents_FindsRecordsRolesAndForms()
    {
        string folder = Path.Combine(Systems, "beacon", "samples", "incident");
        Draft draft = Draft("beacon-incident", null, [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(f => new DraftFile(f, File.ReadAllBytes(f)))]);

        Assert.Contains(draft.Lines, l => l is { Record: "caller", Attribute: "familyName", Field: "surname", Confidence: >= 80 });
        Assert.Contains(draft.Lines, l => l is { Record: "incident", Attribute: "reportedAt", Field: "opened" });
        Assert.Contains("{ from: caller, role: reporting-person, to: incident }", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("\"VIC\": victim-of", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("datetime: \"dd/MM/yyyy HH:mm\", zone: Europe/London", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("coordinates: { easting: easting, northing: northing }", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("\"units[]\": nobody decided yet", draft.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_SameRequest_GivesTheSameText()
    {
        DraftFile file = new("stop.json", File.ReadAllBytes(Path.Combine(Systems, "roadside", "samples", "vehicle-stop", "minimal.json")));

        Assert.Equal(Draft("stop", null, file).Yaml, Draft("stop", null, file).Yaml);
    }

    [Fact]
    public void Draft_HeaderlessCsv_TellsColumnsByTheirValues()
    {
        Draft draft = Draft("crime-feed", null, Text("feed.csv", """
            45/12345/26,14/03/2026,22:10,WX1 2AB,07700 900123,amber@example.org
            45/12346/26,29/02/2024,01:15,ZZ99 3VZ,01632 960118,basil@example.org
            45/12399/26,01/12/2025,13:00,WX1A 2AB,07700 900881,cecil@example.net
            """));

        Assert.Contains("header: false, columns: [c1, c2, c3, c4, c5, c6]", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains(draft.Lines, l => l is { Attribute: "postcode", Field: "c4" });
        Assert.Contains(draft.Lines, l => l is { Field: "c6", Attribute: "emails" });
        Assert.Contains(draft.Decisions, d => d.Contains("no header", StringComparison.Ordinal));
        Compile(draft);
    }

    [Fact]
    public void Draft_CsvWithPrefixedColumns_MakesARecordOfEach()
    {
        Draft draft = Draft("crime-report", null, Text("crimes.csv", """
            crime_ref,victim_surname,victim_forenames,victim_dob,suspect_surname,suspect_sex,vehicle_reg,outcome
            45/1/26,Meadowcroft,Amber Jane,09/07/1984,Wray,Male,WX24ABC,
            45/2/26,Thornley,Basil,31/12/1999,Stroud,Female,WX32ABD,
            """));

        Assert.Contains(draft.Lines, l => l is { Record: "victim", Attribute: "dateOfBirth", Field: "victim_dob" });
        Assert.Contains(draft.Lines, l => l is { Record: "suspect", Attribute: "familyName" });
        Assert.Contains("role: suspect-in", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains(draft.Lines, l => l is { Attribute: "registration", Field: "vehicle_reg" });
        Compile(draft);
    }

    [Fact]
    public void Draft_FixedWidthWithGaps_GuessesPlaces()
    {
        Draft draft = Draft("persons", null, Text("lines.txt", """
            MEADOWCROFT   AMBER     1984-07-09  WX1 2AB   07700900123
            WRAY          BASIL     1999-12-31  ZZ99 3VZ  01632960118
            ST JOHN       CECIL     2001-01-15  W1 2AB    07700900881
            """));

        Assert.Contains("fixed:", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains(draft.Lines, l => l.Attribute == "postcode");
        Assert.Contains(draft.Decisions, d => d.Contains("guessed from gaps", StringComparison.Ordinal));
        Compile(draft);
    }

    [Fact]
    public void Draft_JsonSchema_FollowsReferencesEnumerationsAndFormats()
    {
        Draft draft = Draft("hub-arrest", null, Text("hub.schema.json", """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "Custody record",
              "type": "object",
              "required": ["custodyRecordNumber"],
              "properties": {
                "custodyRecordNumber": { "type": "string", "maxLength": 20 },
                "arrivalDateTime": { "type": "string", "format": "date-time" },
                "detainee": { "$ref": "#/$defs/person" },
                "offences": { "type": "array", "items": { "type": "object", "properties": { "cjsOffenceCode": { "type": "string", "examples": ["TH68001"] }, "wording": { "type": "string" } } } }
              },
              "$defs": {
                "person": {
                  "type": "object",
                  "properties": {
                    "familyName": { "type": "string" },
                    "dateOfBirth": { "type": ["string", "null"], "format": "date" },
                    "gender": { "enum": ["Male", "Female", "Non-Binary", "Martian"] },
                    "postcode": { "type": "string", "examples": ["WX1 2AB"] }
                  }
                }
              }
            }
            """));

        Assert.Contains("type: Custody", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("role: detained-in", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("\"Martian\": { relation: none }", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("\"Male\": male", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains(draft.Lines, l => l is { Record: "detainee", Attribute: "dateOfBirth" });
        Assert.Contains(draft.Decisions, d => d.Contains("Martian", StringComparison.Ordinal));
        Compile(draft);
    }

    [Fact]
    public void Draft_JsonSchema_LearnsFromExamplesOfWholeMessages()
    {
        Draft draft = Draft("control-incident", null, Text("incident.schema.json", """
            {
              "title": "incident", "type": "object",
              "properties": {
                "incidentNo": { "type": "string" }, "reported": { "type": "string" },
                "persons": { "type": "array", "items": { "$ref": "http://example.org/schemas/person.json" } }
              },
              "examples": [ { "incidentNo": "WX-1", "reported": "01/06/2026 10:00", "persons": [ { "surname": "Quill", "nat": "WX1 2AB" } ] } ]
            }
            """), Text("b.json", """
            { "id": "http://example.org/schemas/person.json", "type": "object", "properties": { "surname": { "type": "string" }, "nat": { "type": "string" } } }
            """));

        Assert.Contains("dd/MM/yyyy HH:mm", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains(draft.Lines, l => l is { Attribute: "familyName" });
        Compile(draft);
    }

    [Fact]
    public void Draft_CaseWithinAHearing_IsACase_AndTheDefendantAPersonOfItsOwn()
    {
        Draft draft = Draft("hearing", null, Text("hearing.schema.json", """
            {
              "title": "hearing", "type": "object",
              "properties": {
                "dateOfHearing": { "type": "string", "format": "date" }, "PSAcode": { "type": "string" },
                "Case": { "type": "array", "items": { "type": "object", "properties": {
                  "PTIURN": { "type": "string" },
                  "Defendant": { "type": "object", "properties": { "familyName": { "type": "string" }, "birthdate": { "type": "string", "format": "date" } } },
                  "Offence": { "type": "array", "items": { "type": "object", "properties": { "OffenceCode": { "type": "string" }, "OffenceWording": { "type": "string" } } } } } } }
              }
            }
            """));

        Assert.Contains("type: Case", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("{ from: hearing, role: hearing-of, to: case }", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("{ from: defendant, role: defendant-in, to: case }", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("{ from: offence, role: part-of-case, to: case }", draft.Yaml, StringComparison.Ordinal);
        Compile(draft);
    }

    [Fact]
    public void Draft_NumberedLines_AreOneText_AndADateIsNoText()
    {
        Draft draft = Draft("case-file", null, Text("case.schema.json", """
            {
              "title": "case", "type": "object",
              "properties": {
                "PTIURN": { "type": "string" },
                "offences": { "type": "array", "items": { "type": "object", "properties": { "offenceCode": { "type": "string" }, "wording": { "type": "string" }, "chargeDate": { "type": "string" } } } },
                "defendant": { "type": "object", "properties": { "surname": { "type": "string" },
                  "address": { "type": "object", "properties": { "AddressLine1": { "type": "string" }, "AddressLine2": { "type": "string" }, "AddressLine3": { "type": "string" } } } } }
              }
            }
            """));

        Assert.Contains("addressText: { join: [AddressLine1, AddressLine2, AddressLine3], by: \", \"", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains(draft.Lines, l => l is { Attribute: "urn", Field: "PTIURN" });
        Assert.DoesNotContain(draft.Lines, l => l is { Attribute: "recordedBy" });
        Compile(draft);
    }

    [Fact]
    public void Draft_XsdWithImport_UsesBothNamespaces()
    {
        DraftFile main = Text("results.xsd", """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:r="urn:example:court:results" xmlns:c="urn:example:court:common"
                targetNamespace="urn:example:court:results" elementFormDefault="qualified">
              <xs:import namespace="urn:example:court:common" schemaLocation="common.xsd"/>
              <xs:element name="CourtHearing">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="DateOfHearing" type="xs:date"/>
                    <xs:element name="TimeOfHearing" type="xs:time"/>
                    <xs:element name="Defendant" type="c:PersonType" maxOccurs="unbounded"/>
                  </xs:sequence>
                  <xs:attribute name="CourtCode" type="xs:string"/>
                </xs:complexType>
              </xs:element>
            </xs:schema>
            """);
        DraftFile common = Text("common.xsd", """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:example:court:common" targetNamespace="urn:example:court:common" elementFormDefault="qualified">
              <xs:complexType name="PersonType">
                <xs:sequence>
                  <xs:element name="Surname"><xs:simpleType><xs:restriction base="xs:string"><xs:maxLength value="35"/></xs:restriction></xs:simpleType></xs:element>
                  <xs:element name="Birthdate" type="xs:date" minOccurs="0"/>
                  <xs:element name="Sex" type="SexType"/>
                  <xs:element name="Offence" type="OffenceType" minOccurs="0" maxOccurs="unbounded"/>
                </xs:sequence>
              </xs:complexType>
              <xs:simpleType name="SexType">
                <xs:restriction base="xs:string">
                  <xs:enumeration value="M"><xs:annotation><xs:documentation>Male</xs:documentation></xs:annotation></xs:enumeration>
                  <xs:enumeration value="F"><xs:annotation><xs:documentation>Female</xs:documentation></xs:annotation></xs:enumeration>
                </xs:restriction>
              </xs:simpleType>
              <xs:complexType name="OffenceType"><xs:sequence><xs:element name="OffenceTitle" type="xs:string"/><xs:element name="OffenceWording" type="xs:string"/></xs:sequence></xs:complexType>
            </xs:schema>
            """);
        Draft draft = Draft("court-hearing", null, main, common);

        Assert.Contains("root: \"r:CourtHearing\"", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("type: Hearing", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("each: \"r:Defendant[]\"", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("role: defendant-in", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("urn:example:court:common", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains(draft.Lines, l => l is { Record: "defendant", Attribute: "familyName" });
        Assert.Contains(draft.Lines, l => l is { Record: "offence", Attribute: "wording" or "offenceTitle" });
        Compile(draft);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("StopReport")]
    [InlineData("reportStop")]
    public void Draft_OpenApi_TakesTheOperationOrSchema(string? schema)
    {
        DraftFile file = Text("api.yaml", """
            openapi: 3.0.3
            info: { title: Stops, version: "1" }
            paths:
              /stops:
                get: { operationId: listStops, responses: { "200": { description: ok } } }
                post:
                  operationId: reportStop
                  requestBody:
                    content:
                      application/json:
                        schema: { $ref: "#/components/schemas/StopReport" }
                  responses: { "202": { description: taken } }
            components:
              schemas:
                Vehicle:
                  type: object
                  properties:
                    vrm: { type: string, example: WX24ABC }
                    make: { type: string }
                    colour: { type: string, enum: [Blue, White, Black] }
                StopReport:
                  type: object
                  properties:
                    reference: { type: string }
                    stoppedAt: { type: string, format: date-time }
                    vehicle: { $ref: "#/components/schemas/Vehicle" }
                    driver:
                      type: object
                      properties:
                        surname: { type: string }
                        dob: { type: string, format: date }
            """);
        Draft draft = Draft("vehicle-stop", null, Today, schema, file);

        Assert.Contains("type: VehicleStop", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains(draft.Lines, l => l is { Record: "vehicle", Attribute: "registration", Field: "vrm" });
        Assert.Contains("{ from: driver, role: driver-of, to: vehicle }", draft.Yaml, StringComparison.Ordinal);
        Compile(draft);
    }

    [Fact]
    public void Draft_UnknownSchema_NamesThoseThatThereAre()
    {
        IssueSink issues = new();
        DraftFile file = Text("s.json", """{ "$schema": "x", "$defs": { "Stop": { "type": "object" } } }""");
        Draft? draft = TranslationDrafter.Draft(new DraftRequest("x", [file], BuiltInDictionary.BuiltIn, Today) { Schema = "Halt" }, issues);

        Assert.Null(draft);
        Issue issue = Assert.Single(issues.Issues);
        Assert.Equal(DraftIssues.UnknownSchema, issue.Code);
        Assert.Contains("Stop", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_NothingOfTheDictionary_SaysSo()
    {
        IssueSink issues = new();
        Assert.Null(TranslationDrafter.Draft(new DraftRequest("x", [Text("a.json", """{"zxq":{"qqj":1}}""")], BuiltInDictionary.BuiltIn, Today), issues));
        Assert.Equal(DraftIssues.NothingFits, Assert.Single(issues.Issues).Code);
    }

    [Fact]
    public void Draft_BrokenXml_IsReportedWithItsLine()
    {
        IssueSink issues = new();
        Assert.Null(TranslationDrafter.Draft(new DraftRequest("x", [Text("a.xml", "<a>\n<b></a>")], BuiltInDictionary.BuiltIn, Today), issues));
        Assert.Equal((DraftIssues.Unreadable, 2), (issues.Issues[0].Code, issues.Issues[0].Position.Line));
    }

    private static DraftFile Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    private static Draft Draft(string name, DraftSourceKind? kind, params DraftFile[] files)
    {
        IssueSink issues = new();
        Draft? draft = TranslationDrafter.Draft(new DraftRequest(name, files, BuiltInDictionary.BuiltIn, Today) { Kind = kind }, issues);
        Assert.True(draft is not null, string.Join('\n', issues.Issues));
        Assert.Empty(issues.Issues);
        return draft;
    }

    private static Draft Draft(string name, DraftSourceKind? kind, DateOnly today, string? schema, params DraftFile[] files)
    {
        IssueSink issues = new();
        Draft? draft = TranslationDrafter.Draft(new DraftRequest(name, files, BuiltInDictionary.BuiltIn, today) { Kind = kind, Schema = schema }, issues);
        Assert.True(draft is not null, string.Join('\n', issues.Issues));
        return draft;
    }

    private static Translator Compile(Draft draft)
    {
        IssueSink issues = new();
        Translator? translator = TranslationCompiler.Compile("draft.yaml", draft.Yaml, BuiltInDictionary.BuiltIn, issues);
        Assert.True(translator is not null, string.Join('\n', issues.Issues) + "\n" + draft.Yaml);
        foreach (DraftLine line in draft.Lines.Where(l => l.Attribute.Length > 0))
        {
            Assert.Contains(line.Attribute + ":", draft.Yaml.Split('\n')[line.Line - 1], StringComparison.Ordinal);
        }

        return translator;
    }
}
