using System.Xml.Linq;
using Parley.Engine.Processes;
using Parley.Engine.Processes.Drawing;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Processes;

public class ProcessDrawingTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_AnyCase_IsXmlWithABoxForEachTask()
    {
        foreach (string name in ProcessCase.Names("cases"))
        {
            ProcessDefinition definition = ProcessDriver.Read(ProcessCase.Read("cases", name).Definition);
            XDocument svg = XDocument.Parse(ProcessDrawing.ToSvg(definition));

            Assert.NotEmpty(svg.Descendants(s_svg + "g"));
            Assert.DoesNotContain(svg.Descendants(s_svg + "rect"), r => r.Attribute("class")!.Value.Contains("ran", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void ToSvg_PathOfAnInstance_MarksWhatRanAndHowOften()
    {
        ProcessDefinition definition = ProcessDriver.Of("do:\n  - a: { set: { n: '<&>' } }\n  - loop: { for: { in: '[1,2]' }, do: [ { b: { set: { n: 1 } } } ], then: end }\n  - never: { set: { n: 1 } }");
        ProcessDriver driver = new(definition);
        driver.Run("{}");
        XDocument svg = XDocument.Parse(ProcessDrawing.ToSvg(definition, [.. driver.Tasks, "/do/9/gone"]));

        string[] ran = [.. svg.Descendants(s_svg + "g").Where(g => g.Element(s_svg + "rect")!.Attribute("class")!.Value == "box ran").Select(g => g.Attribute("id")!.Value)];
        Assert.Equal(["/do/0/a", "/do/1/loop", "/do/1/loop/do/0/b"], ran);
        Assert.Contains(svg.Descendants(s_svg + "text"), t => t.Value == "✓ ×2");
    }

    [Fact]
    public void ToSvg_BoxesWithinABox_StayWithinIt()
    {
        ProcessDefinition definition = ProcessDriver.Read(ProcessCase.Read("cases", "exit-and-end").Definition);
        XElement[] boxes = [.. XDocument.Parse(ProcessDrawing.ToSvg(definition)).Descendants(s_svg + "g")];
        XElement outer = boxes.Single(b => b.Attribute("id")!.Value == "/do/0/inner").Element(s_svg + "rect")!;

        foreach (XElement inner in boxes.Where(b => b.Attribute("id")!.Value.StartsWith("/do/0/inner/", StringComparison.Ordinal)).Select(b => b.Element(s_svg + "rect")!))
        {
            Assert.True(Number(inner, "x") >= Number(outer, "x") && Number(inner, "x") + Number(inner, "width") <= Number(outer, "x") + Number(outer, "width"));
            Assert.True(Number(inner, "y") >= Number(outer, "y") && Number(inner, "y") + Number(inner, "height") <= Number(outer, "y") + Number(outer, "height"));
        }
    }

    [Fact]
    public void ToSvg_LongIfAndName_TheNameStands_TheTextStaysInItsBox_AndAllOfItIsInTheTitle()
    {
        const string Condition = "(.person.dateOfBirth // \"\") | length == 10 and any(.traces[]; .system == \"roadside\" and (.warnings | length) == 0) and .risk != \"low\"";
        ProcessDefinition definition = ProcessDriver.Of($$"""
            do:
              - askBothForces:
                  if: '{{Condition}}'
                  emit: { event: { with: { type: example.wexshire.missing-person.circulated.to.every.neighbouring.force.that.there.is } } }
              - aNameThatIsMuchLongerThanAnyBoxIsWideEnoughToShowItInOneLine:
                  wait: PT1M
            """);

        XElement[] boxes = [.. XDocument.Parse(ProcessDrawing.ToSvg(definition)).Descendants(s_svg + "g")];

        Assert.Equal("askBothForces", Texts(boxes[0], "task").Single().Value);
        Assert.Contains(Condition, boxes[0].Element(s_svg + "title")!.Value, StringComparison.Ordinal);
        Assert.Contains("emit example.wexshire.missing-person.circulated.to.every.neighbouring.force.that.there.is", boxes[0].Element(s_svg + "title")!.Value, StringComparison.Ordinal);
        Assert.EndsWith("…", Texts(boxes[1], "task").Single().Value, StringComparison.Ordinal);
        Assert.InRange(Texts(boxes[0], "what").Length, 3, 4);
        foreach (XElement box in boxes)
        {
            XElement rect = box.Element(s_svg + "rect")!;
            foreach (XElement text in box.Elements(s_svg + "text"))
            {
                double size = text.Attribute("class")!.Value == "task" ? 15 : 13;
                double right = Number(text, "x") + TextWidth.Of(text.Value, size, size > 14);
                Assert.True(right <= Number(rect, "x") + Number(rect, "width") - 11, $"{text.Value} ends at {right}");
                Assert.True(Number(text, "y") < Number(rect, "y") + Number(rect, "height"), text.Value);
            }
        }
    }

    [Fact]
    public void ToSvg_Switch_SaysEachCaseAndItsJumpsTakeTracksOfTheirOwn()
    {
        ProcessDefinition definition = ProcessDriver.Of("""
            do:
              - which:
                  switch:
                    - small: { when: .n < 10, then: little }
                    - great: { when: .n > 100, then: much }
                    - any: { then: end }
              - little: { set: { is: little }, then: last }
              - much: { set: { is: much } }
              - last: { set: { is: last } }
            """);

        XDocument svg = XDocument.Parse(ProcessDrawing.ToSvg(definition));

        XElement choice = svg.Descendants(s_svg + "g").First();
        Assert.Equal(["small: .n < 10", "great: .n > 100", "any (default), then end"], Texts(choice, "what").Select(t => t.Value));
        string[] tracks = [.. svg.Descendants(s_svg + "path").Where(p => p.Attribute("class")?.Value == "jump").Select(p => p.Attribute("d")!.Value.Split('H')[1].Split('V')[0])];
        Assert.Equal(3, tracks.Length);
        Assert.Equal(3, tracks.Distinct().Count());
    }

    [Theory]
    [InlineData("one two three", 60, 2, "one two|three")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 60, 2, "abcdefg|hijklm…")]
    [InlineData("one two three four", 60, 1, "one tw…")]
    [InlineData("", 60, 2, "")]
    public void Lines_TextThatIsTooLong_IsBrokenAtSpacesAndCut(string text, double width, int most, string expected)
    {
        IReadOnlyList<string> lines = TextWidth.Lines(text, width, 13, most);

        Assert.Equal(expected, string.Join('|', lines));
        Assert.All(lines, l => Assert.True(TextWidth.Of(l, 13) <= width));
    }

    private static XElement[] Texts(XElement box, string kind) => [.. box.Elements(s_svg + "text").Where(t => t.Attribute("class")!.Value == kind)];

    private static double Number(XElement element, string name) => (double)element.Attribute(name)!;
}
