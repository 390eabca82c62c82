using System.Runtime.CompilerServices;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;

namespace Parley.Engine.Tests.Samples;

/// <summary>The sample workspace of Wexshire as the tests see it: its dictionary, its translations and its sample messages, found by looking.</summary>
internal sealed class SampleWorkspace
{
    private static readonly Lazy<SampleWorkspace> Read = new(() => new SampleWorkspace());

    private SampleWorkspace()
    {
        Root = Path.Combine(Repository(), "samples", "wexshire", "workspace");
        Dictionary = BuiltInDictionary.Extend(
            BuiltInDictionary.BuiltIn,
            [.. Files("dictionary", "*.yaml").Select(f => (Relative(f), File.ReadAllText(f)))],
            Issues);
        foreach (string file in Files("systems", "*.yaml").Where(f => Path.GetFileName(f) != "system.yaml"))
        {
            string system = Path.GetFileName(Path.GetDirectoryName(file)!);
            if (TranslationCompiler.Compile(Relative(file), File.ReadAllText(file), Dictionary, Issues) is { } translator)
            {
                Translators.Add($"{system}/{Path.GetFileNameWithoutExtension(file)}", translator);
            }
        }
    }

    public static SampleWorkspace Wexshire => Read.Value;

    public string Root { get; }

    public PoleDictionary Dictionary { get; }

    /// <summary>All that compiling had to say.</summary>
    public IssueSink Issues { get; } = new();

    /// <summary>By system and message type, <c>beacon/incident</c>.</summary>
    public SortedDictionary<string, Translator> Translators { get; } = new(StringComparer.Ordinal);

    /// <summary>All files, as a host would hand them to the workspace reader.</summary>
    public IReadOnlyList<WorkspaceFile> Files() => [.. Files(".", "*").Select(f => new WorkspaceFile(Relative(f), File.ReadAllBytes(f)))];

    /// <summary>The repository's folder.</summary>
    public static string Repository([CallerFilePath] string here = "")
    {
        DirectoryInfo? folder = new FileInfo(here).Directory;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Parley.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run within the repository.");
    }

    /// <summary>The sample messages of one message type: name and bytes, a file of several messages taken apart.</summary>
    public IEnumerable<(string Name, byte[] Message)> Samples(string type)
    {
        string[] parts = type.Split('/');
        string folder = Path.Combine(Root, "systems", parts[0], "samples", parts[1]);
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (string file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            foreach ((int number, byte[] message) in Split(Translators[type].Format, File.ReadAllBytes(file)))
            {
                yield return (number == 1 ? Relative(file) : $"{Relative(file)}#{number}", message);
            }
        }
    }

    /// <summary>A bundle's text for comparison and for golden files: records with their attributes, then links, in order.</summary>
    public static string Text(Bundle? bundle)
    {
        if (bundle is null)
        {
            return "nothing";
        }

        StringBuilder text = new();
        string[] records = [.. bundle.Records.Select(r => $"{r.Type.Name}{(r.Role is null ? "" : $" as {r.Role.Name}")}: {Attributes(r)}")];
        int[] order = [.. Enumerable.Range(0, records.Length).OrderBy(i => records[i], StringComparer.Ordinal).ThenBy(i => LinksOf(bundle, i), StringComparer.Ordinal)];
        string[] names = new string[records.Length];
        for (int i = 0; i < order.Length; i++)
        {
            names[order[i]] = $"{i + 1} {bundle.Records[order[i]].Type.Name}";
            text.Append(i + 1).Append(' ').Append(records[order[i]]).Append('\n');
        }

        foreach (string link in bundle.Links.Select(l => $"{names[l.From]} {l.Role.Name} {names[l.To]}").Order(StringComparer.Ordinal))
        {
            text.Append(link).Append('\n');
        }

        return text.ToString();
    }

    // Records that say the same are told apart by what they are joined to.
    private static string LinksOf(Bundle bundle, int record) => string.Join(
        ';', bundle.Links.Where(l => l.From == record || l.To == record).Select(l => l.Role.Name).Order(StringComparer.Ordinal));

    private static string Attributes(Record record)
    {
        List<string> parts = [];
        foreach (ref readonly AttributeValue value in record.Attributes)
        {
            parts.Add($"{value.Attribute.Name}={string.Join(" | ", value.Value.Values.ToArray())}");
        }

        return string.Join("; ", parts.Order(StringComparer.Ordinal)).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }

    // Only formats of rows and lines put several messages into one file here.
    private static List<(int Number, byte[] Message)> Split(MessageFormat format, byte[] file)
    {
        if (format.Name is not ("csv" or "fixed"))
        {
            return [(1, file)];
        }

        List<(int, byte[])> messages = [];
        IssueSink issues = new();
        using MemoryStream stream = new(file);
        using MessageSplitter splitter = format.CreateSplitter(stream, FormatLimits.Default);
        while (splitter.TryNext(out ReadOnlyMemory<byte> message, issues))
        {
            messages.Add((messages.Count + 1, message.ToArray()));
        }

        return messages;
    }

    private IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');
}
