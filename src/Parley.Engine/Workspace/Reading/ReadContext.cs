using System.Diagnostics.CodeAnalysis;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>What the readers of one workspace share. Not thread-safe: one context belongs to one reading.</summary>
internal sealed class ReadContext
{
    private readonly Dictionary<string, WorkspaceFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public ReadContext(IReadOnlyList<WorkspaceFile> files, IssueSink issues, Func<string, string?>? environment, WorkspaceTools tools)
    {
        Issues = issues;
        Environment = environment;
        Tools = tools;
        foreach (WorkspaceFile file in files)
        {
            _files[file.Path] = file;
        }

        Paths = [.. _files.Keys.Order(StringComparer.Ordinal)];
        Dictionary = new PoleDictionary("", [], [], [], [], []);
    }

    /// <summary>Takes all faults.</summary>
    public IssueSink Issues { get; }

    /// <summary>Gives environment variables; null when references to them are only checked.</summary>
    public Func<string, string?>? Environment { get; }

    /// <summary>Makers of dictionary and translations.</summary>
    public WorkspaceTools Tools { get; }

    /// <summary>The paths of all files, in order.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>The dictionary; empty until the assembler has read it.</summary>
    public PoleDictionary Dictionary { get; set; }

    /// <summary>The paths of the files directly in a folder that end in <c>.yaml</c> or <c>.yml</c>.</summary>
    public IEnumerable<string> YamlIn(string folder) => Paths.Where(p =>
        p.StartsWith(folder, StringComparison.Ordinal)
        && !p.AsSpan(folder.Length).Contains('/')
        && (p.EndsWith(".yaml", StringComparison.Ordinal) || p.EndsWith(".yml", StringComparison.Ordinal)));

    /// <summary>Finds a file and notes that it is used.</summary>
    public bool TryUse(string path, [NotNullWhen(true)] out WorkspaceFile? file)
    {
        _used.Add(path);
        return _files.TryGetValue(path, out file);
    }

    /// <summary>The text of a file that is there; null when its bytes are no text, which is reported.</summary>
    public string? Text(string path) => TryUse(path, out WorkspaceFile? file) ? YamlText.Decode(path, file.Content.Span, Issues) : null;

    /// <summary>A file as a map; null when it is not there or cannot be read, which is reported.</summary>
    public YamlMap? Map(string path)
    {
        YamlMap? map = Text(path) is { } text ? YamlText.TryParse(path, text, Issues) : null;
        if (map is not null)
        {
            SecretGuard.Check(map);
        }

        return map;
    }

    /// <summary>Whether something asked for the file.</summary>
    public bool IsUsed(string path) => _used.Contains(path);

    /// <summary>The bytes of a file.</summary>
    public ReadOnlyMemory<byte> Content(string path) => _files[path].Content;
}
