using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Xunit;

namespace Parley.Engine.Tests.Translation;

public sealed class ResponsibilityTests
{
    private const string Text = """
        translation: t
        format: json
        records:
          person:
            type: Person
            attributes: { familyName: name, dateOfBirth: { at: born, date: dd/MM/yyyy } }
          vehicle:
            type: Vehicle
            at: car
            attributes: { registration: vrm }
        links: [ { from: person, role: driver-of, to: vehicle } ]

        """;

    [Fact]
    public void Attribute_WinsOverItsRecord_AndWhatIsNotNamedSaysNothing()
    {
        Translator translator = Compile("responsibilities: { person: platform, person.dateOfBirth: recipient }\n", out _)!;

        Assert.Equal(Responsibility.Recipient, translator.ResponsibleFor("person.dateOfBirth < born"));
        Assert.Equal(Responsibility.Recipient, translator.ResponsibleFor("person.dateOfBirth > born"));
        Assert.Equal(Responsibility.Platform, translator.ResponsibleFor("person.familyName"));
        Assert.Null(translator.ResponsibleFor("vehicle.registration < car.vrm"));
        Assert.Null(translator.ResponsibleFor(""));
    }

    [Theory]
    [InlineData("responsibilities: { persn: platform }\n", "TRN006")]
    [InlineData("responsibilities: { person.familName: platform }\n", "TRN004")]
    [InlineData("responsibilities: { person: nobody }\n", "WSP008")]
    public void FaultyRule_IsReported(string rules, string code)
    {
        Assert.Null(Compile(rules, out IssueSink issues));
        Assert.Contains(issues.Issues, i => i.Code.Code == code);
    }

    private static Translator? Compile(string rules, out IssueSink issues) =>
        TranslationCompiler.Compile("t.yaml", Text + rules, BuiltInDictionary.BuiltIn, issues = new IssueSink());
}
