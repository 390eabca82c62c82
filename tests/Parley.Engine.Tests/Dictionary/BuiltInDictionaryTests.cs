using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Reading;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Dictionary;

public sealed class BuiltInDictionaryTests
{
    private static readonly string[] Entities =
    [
        .. Enumerable.Range(1, 20).Select(n => $"P_{n:000}"), .. Enumerable.Range(1, 13).Select(n => $"O_{n:000}"),
        .. Enumerable.Range(1, 5).Select(n => $"L_{n:000}"), .. Enumerable.Range(1, 6).Select(n => $"E_{n:000}"),
    ];

    /// <summary>Every attribute standard that the minimum standard's printed text names.</summary>
    private static readonly int[] Standards =
    [
        1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 31, 32, 33, 34, 35, 37, 38, 39, 40, 41, 42, 43, 46, 47, 51, 52, 53, 54, 55, 56, 57, 58, 59,
        60, 61, 62, 63, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 78, 80, 83, 84, 86, 88, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103,
        105, 106, 107, 108, 109, 110, 111, 112, 120,
    ];

    /// <summary>Words for what no attribute of a type realises: a date of any kind.</summary>
    private static readonly string[] GenericStandards = ["DS_001"];

    private static readonly string[] ProtectedAttributes =
    [
        "gender", "sex", "selfDefinedEthnicity", "observedEthnicity", "religion", "disability", "sexualOrientation", "dateOfBirth", "age",
        "expectedDueDate", "nationality",
    ];

    private static PoleDictionary Pole => BuiltInDictionary.BuiltIn;

    [Fact]
    public void Load_has_no_issues()
    {
        IssueSink issues = new();
        BuiltInDictionary.Load(issues);
        Assert.Equal("", string.Join('\n', issues.Issues));
    }

    [Fact]
    public void Plain_reader_reads_every_built_in_file_as_the_full_parser_does()
    {
        int read = 0;
        foreach ((string path, string text) in BuiltInDictionary.Files())
        {
            IssueSink issues = new();
            Assert.Equal(Text(Assert.Single(ExtensionText.Read(path, text, issues))), Text(PlainYaml.Read(path, text)));
            Assert.Empty(issues.Issues);
            read++;
        }

        Assert.InRange(read, 200, 1000);
    }

    [Fact]
    public void Roles_are_the_44_entities() =>
        Assert.Equal(Entities.Order(StringComparer.Ordinal), Pole.RoleList.Select(r => r.Reference).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_entity_has_a_completeness_rule() => Assert.All(Pole.RoleList, r => Assert.NotEmpty(r.Completeness));

    [Fact]
    public void Standards_are_those_of_the_minimum_standard() =>
        Assert.Equal(Standards.Select(n => $"DS_{n:000}"), Pole.Standards.Select(s => s.Reference));

    [Fact]
    public void Every_standard_is_realised_by_an_attribute()
    {
        HashSet<string> realised = [.. Pole.TypeList.SelectMany(t => t.Attributes).SelectMany(a => a.Standard.Split(' '))];
        Assert.Equal(GenericStandards, Pole.Standards.Select(s => s.Reference).Where(r => !realised.Contains(r)));
    }

    [Fact]
    public void Every_standard_has_class_format_and_owner() => Assert.Empty(
        Pole.Standards.Where(s => s.Template.DataClass == "general" || s.Format.Length == 0 || s.Template.Owner.Length == 0).Select(s => s.Reference));

    [Fact]
    public void Every_attribute_has_class_and_description() => Assert.Empty(
        Pole.TypeList.SelectMany(t => t.Attributes.Where(a => a.DataClass == "general" || a.Description.Length == 0).Select(a => $"{t.Name}.{a.Name}")));

    [Fact]
    public void Every_code_list_has_title_version_and_source() => Assert.Empty(
        Pole.CodeListList.Where(l => l.Title.Length == 0 || l.Version.Length == 0 || l.Source.Length == 0).Select(l => l.Name));

    [Fact]
    public void Only_a_list_that_forces_supply_is_empty() =>
        Assert.Equal(["nsir"], Pole.CodeListList.Where(l => l.Entries.Count == 0).Select(l => l.Name));

    [Fact]
    public void Every_pattern_works() => Assert.All(
        Pole.TypeList.SelectMany(t => t.Attributes).Where(a => a.PatternText is not null), a => Assert.NotNull(a.Pattern));

    [Fact]
    public void Protected_characteristics_are_flagged() => Assert.All(
        ProtectedAttributes,
        name => Assert.True(Build.Attribute("Person", name).Protected, name));

    [Fact]
    public void Force_table_carries_all_keys()
    {
        Assert.Equal(43 + 2, Pole.CodeLists["force-police-uk"].Entries.Count);
        Assert.Equal(19, Pole.CodeLists["force-em"].Entries.Count);
        CrosswalkEntry metropolitan = Pole.Crosswalks["force-pnc--force"].Entries.Single(e => e.From.Code == "02");
        Assert.Equal("metropolitan", metropolitan.To!.Code);
        Assert.Equal("01", Pole.Crosswalks["force--force-pnc"].Entries.First(e => e.From.Code == "metropolitan").To!.Code);
    }

    [Theory]
    [InlineData("ethnicity-observed--ethnicity-observed-sdm", "7", null, CodeRelation.None)]
    [InlineData("ethnicity-observed-sdm--ethnicity-observed", "EOVD_IC7", "0", CodeRelation.Exact)]
    [InlineData("ethnicity-self-defined-sdm--ethnicity-hmpps", "ESDD_W4", "W5", CodeRelation.Exact)]
    [InlineData("ethnicity-hmpps--ethnicity-self-defined-sdm", "W4", "ESDD_W3", CodeRelation.Exact)]
    [InlineData("ethnicity-self-defined-sdm--ethnicity-self-defined", "ESDD_W4", "W9", CodeRelation.Broader)]
    [InlineData("ethnicity-self-defined-16--ethnicity-self-defined", "O1", "A4", CodeRelation.Exact)]
    [InlineData("gender-sdm--sex-cjs", "GNDR_0004", "9", CodeRelation.Broader)]
    [InlineData("gender--sex", "trans-male", null, CodeRelation.None)]
    [InlineData("ethnicity-observed-spi--ethnicity-observed", "9", "0", CodeRelation.Exact)]
    public void Competing_lists_are_crossed_by_meaning(string crosswalk, string from, string? to, CodeRelation relation)
    {
        CrosswalkEntry entry = Pole.Crosswalks[crosswalk].Entries.Single(e => e.From.Code == from);
        Assert.Equal((to, relation), (entry.To?.Code, entry.Relation));
    }

    private static string Text(YamlElement element) => $"{element.Position.Line}:{element.Position.Column} " + (
        element.Text ?? (element.Items is not null
            ? $"[{string.Join(", ", element.Items.Select(Text))}]"
            : $"{{{string.Join(", ", element.Pairs!.Select(p => $"{Text(p.Key)} = {Text(p.Value)}"))}}}"));
}
