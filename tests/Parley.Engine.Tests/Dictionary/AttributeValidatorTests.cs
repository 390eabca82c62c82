using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Dictionary.Validation;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Dictionary;

public sealed class AttributeValidatorTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData("Person", "familyName", "O'Brien-Ŵynne", "")]
    [InlineData("Person", "familyName", "Brook  Hay", "DIC321")]
    [InlineData("Person", "familyName", "Brookhay ", "DIC321")]
    [InlineData("Person", "familyName", "Brookhay2", "DIC322")]
    [InlineData("Person", "familyName", "Unknown", "DIC323")]
    [InlineData("Person", "familyName", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ", "DIC302")]
    [InlineData("Person", "familyName", "", "DIC301")]
    [InlineData("Person", "givenNames", "Mrs Ada", "DIC324")]
    [InlineData("Person", "givenNames", "Ada", "")]
    [InlineData("Person", "dateOfBirth", "1984-07-09", "")]
    [InlineData("Person", "dateOfBirth", "2026-03-01", "DIC312")]
    [InlineData("Person", "dateOfBirth", "2026-02-28", "")]
    [InlineData("Person", "dateOfBirth", "1905-03-01", "DIC315")]
    [InlineData("Person", "dateOfBirth", "1905-03-02", "")]
    [InlineData("Person", "dateOfBirth", "1905", "")]
    [InlineData("Person", "dateOfBirth", "1904", "DIC315")]
    [InlineData("Person", "age", "121", "DIC315")]
    [InlineData("Person", "age", "30.5", "DIC316")]
    [InlineData("Person", "age", "120", "")]
    [InlineData("Person", "heightCm", "-1", "DIC316")]
    [InlineData("Person", "dateOfDeath", "2026-03-02", "DIC311")]
    [InlineData("Person", "dateOfDeath", "2026", "")]
    [InlineData("Person", "expectedDueDate", "2026-02-28", "DIC313")]
    [InlineData("Person", "expectedDueDate", "2026-12-02", "DIC314")]
    [InlineData("Person", "expectedDueDate", "2026-12-01", "")]
    [InlineData("Person", "emails", "ada@example.org", "")]
    [InlineData("Person", "emails", "ada@example", "DIC327")]
    [InlineData("Person", "emails", "ada @example.org", "DIC327")]
    [InlineData("Person", "build", "wiry", "DIC305")]
    [InlineData("Person", "title", "Baroness", "")]
    [InlineData("Incident", "reportedAt", "2026-03-02T00:00:00Z", "DIC311")]
    [InlineData("Incident", "reportedAt", "2026-03-01T23:00:00Z", "")]
    [InlineData("Incident", "force", "strathclyde", "DIC306")]
    [InlineData("Telephone", "countryCode", "+44", "")]
    [InlineData("Telephone", "countryCode", "0044", "DIC303")]
    [InlineData("Telephone", "extension", "12a", "DIC303")]
    [InlineData("Officer", "collarNumber", "PC 123", "DIC326")]
    [InlineData("Crime", "modusOperandi", "Window forced", "DIC301")]
    public void Check_reports_what_breaks_a_rule(string type, string attribute, string text, string expected)
    {
        AttributeDefinition definition = Build.Attribute(type, attribute);
        Assert.Equal(expected, Codes(definition, Build.ValueOf(definition, text)));
    }

    [Fact]
    public void Check_reports_a_value_of_another_form() =>
        Assert.Equal("DIC304", Codes(Build.Attribute("Person", "dateOfBirth"), Value.Text("1984")));

    [Fact]
    public void Check_looks_at_each_item_of_a_list() =>
        Assert.Equal("DIC323,DIC322", Codes(Build.Attribute("Person", "givenNames"), Value.List([Value.Text("Ada"), Value.Text("Unknown"), Value.Text("B3")])));

    [Theory]
    [InlineData("pncId", "1981/0000034U", "")]
    [InlineData("pncId", "1981/0000034A", "DIC202")]
    [InlineData("pncId", "nonsense", "DIC201")]
    [InlineData("familyName", "nonsense", "")]
    public void CheckIdentifier_asks_the_kind(string attribute, string text, string expected)
    {
        IssueSink issues = new();
        bool valid = AttributeValidator.For(Build.Attribute("Person", attribute)).CheckIdentifier(Value.Text(text), IdentifierMode.Warn, issues);
        Assert.Equal(expected, string.Join(',', issues.Issues.Select(i => i.Code)));
        Assert.Equal(expected.Length == 0, valid);
    }

    [Fact]
    public void Every_identifier_kind_of_the_dictionary_exists() => Assert.All(
        Build.Pole.TypeList.SelectMany(t => t.Attributes).Where(a => a.Identifier is not null), a => Assert.NotNull(IdentifierKind.Find(a.Identifier!)));

    [Fact]
    public void Check_of_a_valid_value_allocates_nothing()
    {
        AttributeDefinition name = Build.Attribute("Person", "familyName");
        AttributeDefinition born = Build.Attribute("Person", "dateOfBirth");
        AttributeDefinition code = Build.Attribute("Telephone", "countryCode");
        Value[] values = [Value.Text("Brookhay"), Value.Date(new PartialDate(1984, 7, 9)), Value.Text("+44")];
        IssueSink issues = new();
        void Check()
        {
            name.Validator.Check(values[0], Today, issues);
            born.Validator.Check(values[1], Today, issues);
            code.Validator.Check(values[2], Today, issues);
        }

        for (int i = 0; i < 100; i++)
        {
            Check();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Check();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(issues.Issues);
    }

    private static string Codes(AttributeDefinition attribute, Value value)
    {
        IssueSink issues = new();
        bool valid = AttributeValidator.For(attribute).Check(value, Today, issues);
        Assert.Equal(valid, issues.Issues.Count == 0);
        return string.Join(',', issues.Issues.Select(i => i.Code));
    }
}
