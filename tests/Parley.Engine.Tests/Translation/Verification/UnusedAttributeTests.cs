using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Verification;
using Xunit;

namespace Parley.Engine.Tests.Translation.Verification;

public class UnusedAttributeTests
{
    [Fact]
    public void Run_ElementWithAnAttributeThatIsNotUsed_ComesBack()
    {
        const string Yaml = """
            translation: occurrence
            format: { xml: { root: Occurrence } }
            records:
              incident: { type: Incident, attributes: { reference: Ref } }
              person: { type: Person, at: Person, attributes: { givenNames: "Given[]" } }
            links:
              - { from: person, role: victim-of, to: incident }
            unused:
              Ref.@scheme: no use for it
              Person.Given.@order: no use for it
            """;
        const string Sample = """<Occurrence><Ref scheme="LOG">A1</Ref><Person><Given order="1">Amber</Given><Given order="2">Jane</Given></Person></Occurrence>""";
        IssueSink issues = new();
        Translator? translator = TranslationCompiler.Compile("t.yaml", Yaml, BuiltInDictionary.BuiltIn, issues);
        Assert.NotNull(translator);
        issues.Clear();
        SampleCheck.Run(translator, "a.xml", Encoding.UTF8.GetBytes(Sample), new DateOnly(2026, 11, 21), issues);

        Assert.Empty(issues.Issues);
    }
}
