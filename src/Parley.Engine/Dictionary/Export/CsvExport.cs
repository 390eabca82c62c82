using System.Globalization;

namespace Parley.Engine.Dictionary.Export;

/// <summary>The CSV form of a dictionary: a row for each attribute.</summary>
internal static class CsvExport
{
    private const string Header =
        "type,kind,attribute,valueType,many,minLength,maxLength,pattern,codeList,identifier,unit,rules,dataClass,protected,standard,owner,local,description";

    public static void Write(PoleDictionary dictionary, TextWriter output)
    {
        output.Write(Header + "\r\n");
        foreach (RecordType type in dictionary.TypeList)
        {
            foreach (AttributeDefinition attribute in type.Attributes)
            {
                output.Write(string.Join(',', Row(type, attribute).Select(Quote)) + "\r\n");
            }
        }
    }

    private static IEnumerable<string> Row(RecordType type, AttributeDefinition attribute) =>
    [
        type.Name, type.Kind.ToString(), attribute.Name, attribute.Type.ToString(), Flag(attribute.Many), Bound(attribute.MinLength),
        Bound(attribute.MaxLength), attribute.PatternText ?? "", attribute.Codes?.Name ?? "", attribute.Identifier ?? "", attribute.Unit ?? "",
        string.Join(' ', attribute.Rules), attribute.DataClass, Flag(attribute.Protected), attribute.Standard, attribute.Owner,
        Flag(attribute.Local), attribute.Description,
    ];

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Bound(int length) => length == 0 ? "" : length.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
