using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Support;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Verification;
using Xunit;

namespace Parley.Engine.Tests.Translation.Verification;

/// <summary>Translations with every feature of the language: a case is found for each, whatever is found in it.</summary>
public class WexshireVerificationTests
{
    private static readonly string Workspace = Path.Combine(Repository.Root, "samples", "wexshire", "workspace");

    private static readonly Lazy<PoleDictionary> Extended = new(() => BuiltInDictionary.Extend(
        BuiltInDictionary.BuiltIn,
        [.. Directory.GetFiles(Path.Combine(Workspace, "dictionary"), "*.yaml").Select(f => (Path.GetFileName(f), File.ReadAllText(f)))],
        new IssueSink()));

    public static TheoryData<string> Translations =>
    [
        .. Directory.GetFiles(Path.Combine(Workspace, "systems"), "*.yaml", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) != "system.yaml")
            .Select(f => Path.GetRelativePath(Workspace, f).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Translations))]
    public void Verify_EveryTranslation_SendsBundlesAndMessagesRound(string file)
    {
        IssueSink compiling = new();
        Translator? translator = TranslationCompiler.Compile(file, File.ReadAllText(Path.Combine(Workspace, file)), Extended.Value, compiling);
        Assert.True(translator is not null, string.Join('\n', compiling.Issues));
        IssueSink issues = new();
        VerificationReport report = TranslationVerifier.Verify(translator, 7, 5, issues);

        Assert.True(report.Bundles > 0 || !translator.CanRead || !translator.CanWrite);
        Assert.Equal(report.Counterexamples.Count, issues.Count);
        Assert.All(report.Counterexamples, c => Assert.NotEqual(c.Went, c.CameBack));
    }
}
