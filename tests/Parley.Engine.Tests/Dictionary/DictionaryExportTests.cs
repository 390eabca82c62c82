using System.Text.Json;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Export;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Dictionary.Rules;
using Parley.Engine.Dictionary.Validation;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Dictionary;

public sealed class DictionaryExportTests
{
    private const string UpdateVariable = "PARLEY_UPDATE";

    private static readonly string[] Sections = ["## Cause", "## Example", "## Remedy"];

    [Fact]
    public void Schema_is_json_whose_references_all_resolve()
    {
        using MemoryStream output = new();
        DictionaryExport.ToJsonSchema(Build.Pole, output);
        using JsonDocument schema = JsonDocument.Parse(output.ToArray());
        JsonElement definitions = schema.RootElement.GetProperty("$defs");
        List<string> references = [.. References(schema.RootElement).Distinct()];
        Assert.All(references, r => Assert.True(r.StartsWith("#/$defs/", StringComparison.Ordinal) && definitions.TryGetProperty(r["#/$defs/".Length..], out _), r));
        Assert.All(Build.Pole.TypeList, t => Assert.Contains($"#/$defs/{t.Name}", references));
        JsonElement person = definitions.GetProperty("Person").GetProperty("properties").GetProperty("attributes").GetProperty("properties");
        Assert.Equal(Build.Pole.Types["Person"].Attributes.Select(a => a.Name), person.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void Csv_has_a_row_for_each_attribute()
    {
        using StringWriter output = new();
        DictionaryExport.ToCsv(Build.Pole, output);
        string[] lines = output.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + Build.Pole.TypeList.Sum(t => t.Attributes.Count), lines.Length);
        Assert.Contains(lines, l => l.StartsWith("Person,Person,familyName,Text,false,1,35,,,,,single-spaces name-characters no-placeholder,identity,false,DS_032,", StringComparison.Ordinal));
    }

    [Fact]
    public void Reference_page_is_current()
    {
        using StringWriter output = new();
        DictionaryExport.ToMarkdown(Build.Pole, output);
        string path = Path.Combine(Docs(), "reference", "dictionary.md");
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, output.ToString());
        }

        Assert.True(File.ReadAllText(path) == output.ToString(), $"docs/reference/dictionary.md is out of date: run this test with {UpdateVariable}=1");
    }

    [Fact]
    public void Every_issue_code_has_its_page()
    {
        IEnumerable<IssueCode> codes = new[] { typeof(DictionaryIssues), typeof(ValueIssues), typeof(BundleIssues), typeof(PoleJsonIssues) }.SelectMany(IssueCatalogue.Of);
        Assert.All(codes, code =>
        {
            string page = File.ReadAllText(Path.Combine(Docs(), "errors", $"{code.Code}.md"));
            Assert.StartsWith($"# {code.Code}: {code.Title}\n", page, StringComparison.Ordinal);
            Assert.All(Sections, section => Assert.Contains($"\n{section}\n", page, StringComparison.Ordinal));
        });
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p =>
            p.Name == "$ref" && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    /// <summary>The docs folder of the working tree that the tests were built from.</summary>
    private static string Docs()
    {
        string? folder = Environment.GetEnvironmentVariable("PARLEY_ROOT") ?? AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Parley.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new DirectoryNotFoundException("no Parley.slnx above the tests"), "docs");
    }
}
