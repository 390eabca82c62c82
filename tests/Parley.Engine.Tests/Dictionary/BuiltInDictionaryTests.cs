using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Reading;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Dictionary;

public sealed class BuiltInDictionaryTests
{
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

    private static string Text(YamlElement element) => $"{element.Position.Line}:{element.Position.Column} " + (
        element.Text ?? (element.Items is not null
            ? $"[{string.Join(", ", element.Items.Select(Text))}]"
            : $"{{{string.Join(", ", element.Pairs!.Select(p => $"{Text(p.Key)} = {Text(p.Value)}"))}}}"));

    [Fact]
    public void Load_has_no_issues()
    {
        IssueSink issues = new();
        BuiltInDictionary.Load(issues);
        Assert.Equal("", string.Join('\n', issues.Issues));
    }
}
