using System.Buffers;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Xunit;

namespace Parley.Engine.Tests.Samples;

/// <summary>
/// Each file of <c>golden</c> is a case: the sample and the message type it is translated to (<c>pole</c> for the records themselves), a
/// line of hyphens, the expected output, and after another such line the expected issues. <c>PARLEY_UPDATE=1</c> rewrites them.
/// </summary>
public sealed class GoldenTests
{
    private const string Line = "----------";
    private static readonly SampleWorkspace Wexshire = SampleWorkspace.Wexshire;

    public static TheoryData<string> Cases { get; } = [.. Directory.EnumerateFiles(Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(SampleWorkspace.Repository(), "tests", "Parley.Engine.Tests", "Samples", "golden");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Translation_gives_what_was_reviewed(string name)
    {
        string file = Path.Combine(Folder, name + ".txt");
        string text = File.ReadAllText(file);
        string[] head = text.Split('\n');
        string actual = $"{head[0]}\n{head[1]}\n{Line}\n{Translate(head[0], head[1])}";
        if (Environment.GetEnvironmentVariable("PARLEY_UPDATE") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.Equal(text, actual);
    }

    private static string Translate(string sample, string to)
    {
        string[] path = sample.Split('/');
        Translator from = Wexshire.Translators[$"{path[1]}/{path[3]}"];
        byte[] message = Wexshire.Samples($"{path[1]}/{path[3]}").Single(s => s.Name == sample).Message;
        IssueSink reading = new();
        IssueSink writing = new();
        Bundle bundle = from.Read(message, reading)!;
        string output = to == "pole" ? SampleWorkspace.Text(bundle) : Write(Wexshire.Translators[to], bundle, writing);
        string issues = string.Concat(reading.Issues.Concat(writing.Issues).Select(i => $"{i}\n"));
        return issues.Length == 0 ? output : $"{output}{(output.EndsWith('\n') ? "" : "\n")}{Line}\n{issues}";
    }

    private static string Write(Translator translator, Bundle bundle, IssueSink issues)
    {
        ArrayBufferWriter<byte> output = new();
        if (!translator.Write(bundle, WriteContext.Offline, output, issues))
        {
            return "";
        }

        string? encoding = translator.Format is CsvFormat csv ? csv.Encoding : null;
        string text = (encoding is null ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.UTF8).GetString(output.WrittenSpan);
        return translator.Format.Name == "xml" ? text.Replace("><", ">\n<", StringComparison.Ordinal) : text;
    }
}
