using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Dictionary;

public sealed class DictionaryExtensionTests
{
    [Fact]
    public void Extend_adds_everything_a_workspace_may_add()
    {
        PoleDictionary extended = Extend(
            """
            type: Drone
            kind: object
            description: An unmanned aircraft
            key: [serial]
            attributes:
              serial: { length: 1..20, pattern: "[A-Z0-9]+", class: property, description: Serial number }
              operator: DS_032
              lift: { codes: lift-class, class: property, description: Lift }
            """,
            """
            extend: Person
            attributes:
              tattooIndex: { class: biometric, many: true, description: Number in the tattoo index }
            """,
            """
            codes: lift-class
            title: Lift class
            version: "1"
            source: Wexshire
            entries: { L: Light, H: Heavy }
            """,
            """
            add-to: nsir
            entries: { "010": Road collision }
            """,
            """
            roles:
              drone-pilot:
                title: Pilot of a drone
                type: Person
                complete: [four, { name: index, any-of: [tattooIndex] }]
            """,
            """
            links:
              pilot-of: { inverse: piloted-by, from: Person, to: Drone, role: drone-pilot, description: Flew it }
            """,
            """
            crosswalk: lift-class--confidence
            from: lift-class
            to: confidence
            source: Wexshire
            close: { L: low }
            none: [H]
            """);

        Assert.True(extended.Types["Drone"].Local);
        Assert.Equal(["serial", "operator", "lift"], extended.Types["Drone"].Attributes.Take(3).Select(a => a.Name));
        Assert.True(extended.Types["Drone"].TryGet("marking", out _));
        Assert.True(extended.Types["Drone"].TryGet("operator", out AttributeDefinition? pilot));
        Assert.Equal(("DS_032", 35, true), (pilot.Standard, pilot.MaxLength, pilot.Local));
        Assert.True(extended.Types["Person"].TryGet("tattooIndex", out AttributeDefinition? index));
        Assert.Equal((true, true, "biometric"), (index.Local, index.Many, index.DataClass));
        Assert.Same(extended.Types["Person"], extended.Roles["victim"].Type);
        Assert.Same(extended.Types["Person"], extended.Roles["drone-pilot"].Type);
        Assert.Equal(5, extended.Roles["drone-pilot"].Completeness.Count);
        Assert.True(extended.Types["Incident"].TryGet("openingCode", out AttributeDefinition? opening));
        Assert.Same(extended.CodeLists["nsir"], opening.Codes);
        Assert.True(opening.Codes!.TryGet("010", out _));
        Assert.Equal(CodeRelation.None, extended.Crosswalks["lift-class--confidence"].Entries[1].Relation);
        Assert.Matches("^2026.1\\+[0-9a-f]{8}$", extended.Version);
        Assert.Empty(BuiltInDictionary.BuiltIn.CodeLists["nsir"].Entries);
    }

    [Fact]
    public void Extend_without_files_is_the_same_dictionary() => Assert.Same(Build.Pole, BuiltInDictionary.Extend(Build.Pole, [], new IssueSink()));

    [Fact]
    public void A_grown_list_carries_its_crosswalks_along()
    {
        PoleDictionary extended = Extend("add-to: person-relationship\nentries: { godparent: Godparent }", "add-to: crime-type\nentries: { fraud: Fraud }");
        Crosswalk crosswalk = extended.Crosswalks["crime-type-em--crime-type"];
        Assert.Same(extended.CodeLists["crime-type"], crosswalk.To);
        Assert.All(crosswalk.Entries, e => Assert.Same(crosswalk.To, e.To!.List));
    }

    [Theory]
    [InlineData("type: Person\nkind: person\ndescription: x", "1:7 DIC109")]
    [InlineData("type: person\nkind: person\ndescription: x", "1:7 DIC108")]
    [InlineData("type: Drone\nkind: thing\ndescription: x", "2:7 DIC107")]
    [InlineData("type: Drone\nkind: object", "1:1 DIC106")]
    [InlineData("type: Drone\nkind: object\ndescription: x\nkey: [serial]", "4:6 DIC110")]
    [InlineData("type: Drone\nkind: object\ndescription: x\ncolour: red", "4:1 DIC105")]
    [InlineData("type: Drone\nkind: object\ndescription: x\nattributes: [a]", "4:13 DIC104")]
    [InlineData("extend: Persn\nattributes: {}", "1:9 DIC110")]
    [InlineData("extend: Person\nattributes:\n  familyName: DS_032", "3:3 DIC109")]
    [InlineData("extend: Person\nattributes:\n  FamilyName: DS_032", "3:3 DIC108")]
    [InlineData("extend: Person\nattributes:\n  a: DS_999", "3:6 DIC110")]
    [InlineData("extend: Person\nattributes:\n  a: { codes: nope }", "3:15 DIC110")]
    [InlineData("extend: Person\nattributes:\n  a: { identifier: badge }", "3:20 DIC110")]
    [InlineData("extend: Person\nattributes:\n  a: { type: string }", "3:14 DIC107")]
    [InlineData("extend: Person\nattributes:\n  a: { type: code }", "3:6 DIC106")]
    [InlineData("extend: Person\nattributes:\n  a: { codes: sex, identifier: cro }", "3:6 DIC113")]
    [InlineData("extend: Person\nattributes:\n  a: { codes: sex, type: text }", "3:26 DIC113")]
    [InlineData("extend: Person\nattributes:\n  a: { length: long }", "3:16 DIC107")]
    [InlineData("extend: Person\nattributes:\n  a: { length: 9..3 }", "3:16 DIC107")]
    [InlineData("extend: Person\nattributes:\n  a: { pattern: '(' }", "3:17 DIC112")]
    [InlineData("extend: Person\nattributes:\n  a: { rules: [shiny] }", "3:15 DIC110")]
    [InlineData("extend: Person\nattributes:\n  a: { class: secret }", "3:15 DIC110")]
    [InlineData("extend: Person\nattributes:\n  a: { many: yes }", "3:14 DIC107")]
    [InlineData("codes: sex\nversion: '1'\nsource: x\nentries: {}", "1:8 DIC109")]
    [InlineData("codes: new-list\nsource: x\nentries: {}", "1:1 DIC106")]
    [InlineData("add-to: nope\nentries: {}", "1:9 DIC110")]
    [InlineData("add-to: crime-type\nentries: { burglary: Burglary }", "2:12 DIC109")]
    [InlineData("add-to: sex-cjs\nentries: { '5': Other }", "1:9 DIC114")]
    [InlineData("roles:\n  victim: { title: x, type: Person }", "2:3 DIC109")]
    [InlineData("roles:\n  pilot: { title: x, type: Persn }", "2:28 DIC110")]
    [InlineData("roles:\n  pilot: { title: x, type: Person, complete: [five] }", "2:47 DIC110")]
    [InlineData("roles:\n  pilot: { title: x, type: Person, complete: [{ name: a, any-of: [shoeColour] }] }", "2:67 DIC110")]
    [InlineData("roles:\n  pilot: { title: x, type: Person, complete: [{ name: a, any-of: ['link:lives-on'] }] }", "2:67 DIC110")]
    [InlineData("roles:\n  pilot: { title: x, type: Person, complete: [{ name: a, any-of: ['link:home-address.vin'] }] }", "2:67 DIC110")]
    [InlineData("roles:\n  pilot: { title: x, type: Person, complete: [{ name: a, any-of: ['gender=green'] }] }", "2:67 DIC110")]
    [InlineData("roles:\n  pilot: { title: x, type: Person, complete: [{ name: a, at-least: 2, any-of: [gender] }] }", "2:47 DIC107")]
    [InlineData("links:\n  victim-of: { description: x }", "2:3 DIC109")]
    [InlineData("links:\n  has-victim: { description: x }", "2:3 DIC109")]
    [InlineData("links:\n  pilot-of: { from: Pilot }", "2:21 DIC110")]
    [InlineData("links:\n  pilot-of: { role: pilot }", "2:21 DIC110")]
    [InlineData("crosswalk: a--b\nfrom: nope\nto: sex\nsource: x", "2:7 DIC110")]
    [InlineData("crosswalk: a--b\nfrom: sex-pnc\nto: sex\nsource: x\nexact: { M: male, F: femail, U: not-known }", "5:22 DIC110")]
    [InlineData("crosswalk: a--b\nfrom: sex-pnc\nto: sex\nsource: x\nexact: { M: male, F: female }\nclose: { F: female, U: not-known }", "6:10 DIC115")]
    [InlineData("crosswalk: a--b\nfrom: sex-pnc\nto: sex\nsource: x\nexact: { M: male, F: female }", "1:1 DIC116")]
    [InlineData("crosswalk: sex-pnc--sex\nfrom: sex-pnc\nto: sex\nsource: x\nexact: { M: male, F: female, U: not-known }", "1:12 DIC109")]
    [InlineData("standards: {}", "1:1 DIC111")]
    [InlineData("typ: Drone", "1:1 DIC111")]
    public void Extend_reports_the_fault_with_its_place(string text, string expected)
    {
        IssueSink issues = new();
        BuiltInDictionary.Extend(Build.Pole, [("dictionary/local.yaml", text)], issues);
        Assert.Equal(expected, string.Join("; ", issues.Issues.Select(i => $"{i.Position.Line}:{i.Position.Column} {i.Code}")));
        Assert.All(issues.Issues, i => Assert.Equal("dictionary/local.yaml", i.Position.File));
    }

    [Fact]
    public void Extend_reports_the_faults_of_all_files_at_once()
    {
        IssueSink issues = new();
        BuiltInDictionary.Extend(
            Build.Pole,
            [("a.yaml", "extend: Persn\nattributes: {}"), ("b.yaml", "a: [b\n"), ("c.yaml", "codes: X\nversion: '1'\nsource: x")],
            issues);
        Assert.Equal(["a.yaml", "b.yaml", "c.yaml"], issues.Issues.Select(i => i.Position.File).Order(StringComparer.Ordinal));
    }

    private static PoleDictionary Extend(params string[] texts)
    {
        IssueSink issues = new();
        PoleDictionary extended = BuiltInDictionary.Extend(Build.Pole, [.. texts.Select((t, i) => ($"dictionary/{i}.yaml", t))], issues);
        Assert.Equal("", string.Join('\n', issues.Issues));
        return extended;
    }
}
