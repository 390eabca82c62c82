using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Drafting;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Translation.Drafting;

public class Explore
{
    [Fact]
    public void All()
    {
        string root = Path.Combine(Repository.Root, "samples/wexshire/workspace");
        IssueSink issues = new();
        PoleDictionary dictionary = BuiltInDictionary.Extend(BuiltInDictionary.BuiltIn, [.. Directory.GetFiles(Path.Combine(root, "dictionary")).Select(f => (f, File.ReadAllText(f)))], issues);
        using StreamWriter log = new("/tmp/drafts.txt");
        foreach (string folder in Directory.GetDirectories(Path.Combine(root, "systems"), "*", SearchOption.AllDirectories).Where(d => Path.GetFileName(Path.GetDirectoryName(d)) == "samples"))
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            IssueSink own = new();
            Draft? d = TranslationDrafter.Draft(new DraftRequest(Path.GetFileName(folder), [.. Directory.GetFiles(folder).Order().Select(f => new DraftFile(Path.GetFileName(f), File.ReadAllBytes(f)))], dictionary, new DateOnly(2026, 11, 21)), own);
            log.WriteLine($"=== {folder} {clock.ElapsedMilliseconds} ms\n{string.Join('\n', own.Issues)}\n{d?.Yaml}");
            log.Flush();
        }
    }
}
