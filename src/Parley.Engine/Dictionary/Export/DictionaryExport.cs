using System.Text.Json;

namespace Parley.Engine.Dictionary.Export;

/// <summary>Writes a dictionary out for readers and programs that do not have Parley.</summary>
public static class DictionaryExport
{
    /// <summary>Writes a JSON Schema 2020-12 of the dictionary's own JSON: the bundle, and one definition for each record type.</summary>
    public static void ToJsonSchema(PoleDictionary dictionary, Stream output)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8JsonWriter writer = new(output, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        new JsonSchemaWriter(dictionary, writer).Write();
    }

    /// <summary>Writes a CSV (RFC 4180, header row) with one row for each attribute.</summary>
    public static void ToCsv(PoleDictionary dictionary, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        ArgumentNullException.ThrowIfNull(output);
        CsvExport.Write(dictionary, output);
    }

    /// <summary>Writes Markdown: types with attributes, entities with their completeness, links, standards, code lists and crosswalks.</summary>
    public static void ToMarkdown(PoleDictionary dictionary, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        ArgumentNullException.ThrowIfNull(output);
        new MarkdownExport(dictionary, output).Write();
    }
}
