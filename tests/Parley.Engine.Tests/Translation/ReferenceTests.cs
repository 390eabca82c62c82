using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Samples;
using Parley.Engine.Translation;
using Xunit;

namespace Parley.Engine.Tests.Translation;

/// <summary>
/// Every example of the language's documents compiles: a block marked <c>yaml translation</c> is a file; one marked
/// <c>yaml attributes TYPE</c> is the attributes of a record.
/// </summary>
public sealed partial class ReferenceTests
{
    public static TheoryData<string, int> Examples { get; } = Find();

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_compiles(string document, int number)
    {
        IssueSink issues = new();
        Match block = Blocks(document)[number - 1];
        Translator? translator = TranslationCompiler.Compile(document, Text(block), SampleWorkspace.Wexshire.Dictionary, issues);
        Assert.Equal([], issues.Issues.Where(i => i.Severity == Severity.Error).Select(i => i.ToString()));
        Assert.NotNull(translator);
    }

    [Fact]
    public void How_to_reads_and_writes_its_own_sample()
    {
        const string HowTo = "how-to/write-a-translation.md";
        byte[] sample = Encoding.UTF8.GetBytes(Json().Match(Document(HowTo)).Groups["text"].Value);
        IssueSink issues = new();
        Translator translator = TranslationCompiler.Compile(HowTo, Text(Blocks(HowTo)[1]), SampleWorkspace.Wexshire.Dictionary, issues)!;
        Bundle first = translator.Read(sample, issues)!;
        ArrayBufferWriter<byte> written = new();
        Assert.True(translator.Write(first, WriteContext.Offline, written, issues));
        Bundle second = translator.Read(written.WrittenMemory, issues)!;
        Assert.Equal([], issues.Issues.Where(i => i.Severity != Severity.Info && i.Code.Code.StartsWith("TRN2", StringComparison.Ordinal)).Select(i => i.ToString()));
        Assert.Equal(SampleWorkspace.Text(first), SampleWorkspace.Text(second));
        Assert.Equal(4, first.Records.Count);
        Assert.Equal(3, first.Links.Count);
    }

    [Fact]
    public void Every_key_that_is_read_is_described()
    {
        string folder = Path.Combine(SampleWorkspace.Repository(), "src", "Parley.Engine", "Translation", "Definition");
        string reference = Document("reference/translation.md");
        string[] keys = [.. Directory.EnumerateFiles(folder, "*.cs")
            .SelectMany(f => Key().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups["key"].Value)
            .Distinct()
            .Order(StringComparer.Ordinal)];
        Assert.InRange(keys.Length, 80, 200);
        Assert.Equal([], keys.Where(k => !reference.Contains($"`{k}", StringComparison.Ordinal) && !Regex.IsMatch(reference, $@"[\s""{{]{k}""?:")));
    }

    [Fact]
    public void Documents_have_examples() => Assert.InRange(Examples.Count, 20, 200);

    private static TheoryData<string, int> Find()
    {
        TheoryData<string, int> examples = [];
        foreach (string document in (string[])["reference/translation.md", "how-to/write-a-translation.md"])
        {
            for (int i = 1; i <= Blocks(document).Count; i++)
            {
                examples.Add(document, i);
            }
        }

        return examples;
    }

    private static List<Match> Blocks(string document) =>
        [.. Block().Matches(Document(document)).Cast<Match>()];

    private static string Document(string document) => File.ReadAllText(Path.Combine(SampleWorkspace.Repository(), "docs", document));

    private static string Text(Match block) => block.Groups["type"].Success
        ? $"translation: example\nformat: json\nrecords:\n  example:\n    type: {block.Groups["type"].Value}\n    attributes:\n      {block.Groups["text"].Value.Replace("\n", "\n      ", StringComparison.Ordinal)}"
        : block.Groups["text"].Value;

    [GeneratedRegex(@"^```yaml (?:translation|attributes (?<type>\w+))\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\.(?:Optional|TryGet|Find|Require|Required|RequiredMap|Map|Maps|Has|Values)\(""(?<key>[a-z-]+)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Json();
}
