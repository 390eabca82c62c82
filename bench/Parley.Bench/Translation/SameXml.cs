using System.Xml.Linq;

namespace Parley.Bench.Translation;

/// <summary>Tells whether two documents say the same: names, attributes in any order, text and order of elements; prefixes do not matter.</summary>
internal static class SameXml
{
    public static bool Equal(byte[] one, byte[] other) => Equal(Parse(one), Parse(other));

    private static XElement Parse(byte[] xml)
    {
        using var stream = new MemoryStream(xml);
        return XElement.Load(stream, LoadOptions.None);
    }

    private static bool Equal(XElement one, XElement other) =>
        one.Name == other.Name
        && Attributes(one).SequenceEqual(Attributes(other))
        && one.HasElements == other.HasElements
        && (one.HasElements
            ? one.Elements().Count() == other.Elements().Count() && one.Elements().Zip(other.Elements()).All(pair => Equal(pair.First, pair.Second))
            : one.Value == other.Value);

    private static IEnumerable<(string Name, string Value)> Attributes(XElement element) =>
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => (attribute.Name.ToString(), attribute.Value)).Order();
}
