using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Support;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Verification;
using Xunit;

namespace Parley.Engine.Tests.Issues;

/// <summary>The examples on the pages of translation's codes do what the page says: a translation, with a message or a bundle, that raises the code.</summary>
public partial class ErrorPageTests
{
    private static readonly string[] OfSamples = ["TRN108", "TRN113"];

    // What only generated cases find; the verifier has tests of its own.
    private static readonly string[] OfGeneratedCases = ["TRN115", "TRN116"];

    private static readonly DateOnly Today = new(2026, 11, 21);

    public static TheoryData<string> Codes() =>
        [.. IssueCatalogue.Of(typeof(TranslationIssues)).Select(c => c.Code).Except(OfGeneratedCases)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Example_RaisesItsCode(string code)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors", code + ".md"));
        string[] blocks = [.. Block().Matches(page).Select(m => m.Groups[1].Value)];
        PoleDictionary dictionary = BuiltInDictionary.BuiltIn;
        IssueSink issues = new();

        Translator? translator = TranslationCompiler.Compile("example.yaml", blocks[0], dictionary, issues);
        if (blocks.Length > 1)
        {
            Assert.NotNull(translator);
            issues.Clear();
            Run(translator, blocks[1], code, dictionary, issues);
        }

        Assert.Contains(code, issues.Issues.Select(i => i.Code.Code));
        Assert.DoesNotContain(issues.Issues, i => i.Severity == Severity.Error && i.Code.Code != code);
    }

    private static void Run(Translator translator, string text, string code, PoleDictionary dictionary, IssueSink issues)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (OfSamples.Contains(code))
        {
            SampleCheck.Run(translator, "sample.json", bytes, Today, issues);
            return;
        }

        if (!code.StartsWith("TRN3", StringComparison.Ordinal))
        {
            translator.Read(bytes, issues);
            return;
        }

        Bundle? bundle = PoleJson.Read(bytes, dictionary, issues);
        Assert.NotNull(bundle);
        translator.Write(bundle, WriteContext.Offline, new ArrayBufferWriter<byte>(), issues);
    }

    [GeneratedRegex("^```(?:yaml|json)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
