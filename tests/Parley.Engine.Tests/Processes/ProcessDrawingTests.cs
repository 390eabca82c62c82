using System.Xml.Linq;
using Parley.Engine.Processes;
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

    private static double Number(XElement element, string name) => (double)element.Attribute(name)!;
}
