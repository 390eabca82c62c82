using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Support;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Verification;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Translation.Verification;

/// <summary>Translations with every feature of the language: samples and generated cases come back as they went, or as their definitions say.</summary>
public class WexshireVerificationTests
{
    private static readonly string Workspace = Path.Combine(Repository.Root, "samples", "wexshire", "workspace");

    private static readonly Lazy<PoleDictionary> Extended = new(() => BuiltInDictionary.Extend(
        BuiltInDictionary.BuiltIn,
        [.. Directory.GetFiles(Path.Combine(Workspace, "dictionary"), "*.yaml").Select(f => (Path.GetFileName(f), File.ReadAllText(f)))],
        new IssueSink()));

    private static readonly Lazy<IReadOnlyList<WorkspaceFile>> Files = new(() =>
    [
        .. Directory.GetFiles(Workspace, "*", SearchOption.AllDirectories)
            .Select(f => new WorkspaceFile(Path.GetRelativePath(Workspace, f).Replace('\\', '/'), File.ReadAllBytes(f)))
            .Where(f => !f.Path.StartsWith(".parley/", StringComparison.Ordinal)),
    ]);

    private static readonly Lazy<LoadedWorkspace> Read = new(() =>
    {
        IssueSink issues = new();
        return WorkspaceReader.Read(Files.Value, issues) ?? throw new InvalidOperationException(string.Join("\n", issues.Issues));
    });

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
        VerificationReport report = TranslationVerifier.Verify(translator, 7, 10, issues, SamplesOf(file, translator));

        Assert.True(report.Bundles > 0 || !translator.CanRead || !translator.CanWrite);
        Assert.True(report.Counterexamples.Count == 0, string.Join('\n', report.Counterexamples.Select(c => $"{c.ToIssue()}\n{c.Bundle}\n{c.Message}")));
        Assert.Equal(0, issues.Count);
    }

    [Fact]
    public void Messages_OfASystem_AreThoseOfItsSoundSamples()
    {
        Translator incident = Read.Value.Systems["beacon"].Messages["incident"].Translation;
        IReadOnlyList<ReadOnlyMemory<byte>> messages = WorkspaceSamples.Messages(Read.Value, Files.Value, incident);

        int files = Files.Value.Count(f => f.Path.StartsWith("systems/beacon/samples/incident/", StringComparison.Ordinal) && !f.Path.Contains("/faulty/", StringComparison.Ordinal));
        Assert.Equal(files, messages.Count);
        Assert.All(messages, m => Assert.NotNull(incident.Read(m, new IssueSink())));
    }

    // The translation compiled here is another object than the workspace's own of the same file.
    private static IReadOnlyList<ReadOnlyMemory<byte>> SamplesOf(string file, Translator translator) =>
        Read.Value.Translations.TryGetValue(translator.Name, out Translator? own) && own.File == file ? WorkspaceSamples.Messages(Read.Value, Files.Value, own) : [];
}
