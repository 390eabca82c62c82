using System.Buffers;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation;

namespace Parley.Engine.Workspace;

/// <summary>
/// Translates the samples of a workspace (<c>systems/SYSTEM/samples/MESSAGE/**</c>) into bundles, and back and in again where the translation
/// has both directions: what a translation makes of real-shaped messages is seen on every check. Samples below a folder <c>faulty</c> must fail.
/// </summary>
public sealed class SampleCheck
{
    private readonly LoadedWorkspace _workspace;
    private readonly IssueSink _issues;
    private readonly Dictionary<(string Folder, string Code, string Path, string Message), (Issue First, int Count)> _seen = [];

    private SampleCheck(LoadedWorkspace workspace, IssueSink issues)
    {
        _workspace = workspace;
        _issues = issues;
    }

    /// <summary>Checks all samples among some files.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="files">Its files, samples included.</param>
    /// <param name="issues">Takes the findings; one that many samples of a message type share is reported once, at the first.</param>
    /// <returns>How many messages were translated.</returns>
    public static int Run(LoadedWorkspace workspace, IReadOnlyList<WorkspaceFile> files, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(issues);
        SampleCheck check = new(workspace, issues);
        int messages = files.Sum(check.File);
        check.ReportFindings();
        return messages;
    }

    private int File(WorkspaceFile file)
    {
        if (file.Path.Split('/') is not ["systems", { } systemName, "samples", .. { Length: > 0 } rest] || rest[^1].EndsWith(".md", StringComparison.Ordinal))
        {
            return 0;
        }

        if (rest.Length < 2 || !_workspace.Systems.TryGetValue(systemName, out SystemDefinition? system) || !system.Messages.TryGetValue(rest[0], out MessageTypeDefinition? message))
        {
            _issues.Add(WorkspaceIssues.SampleOfNothing, $"'{systemName}' has no message type '{rest[0]}'", new SourcePosition(file.Path, 0, 0));
            return 0;
        }

        return message.Translation.CanRead ? Messages(file, message.Translation, mustFail: rest[1] == "faulty") : 0;
    }

    private int Messages(WorkspaceFile file, Translator translator, bool mustFail)
    {
        using MemoryStream stream = new(file.Content.ToArray(), writable: false);
        using MessageSplitter splitter = translator.Format.CreateSplitter(stream, translator.Limits);
        IssueSink found = new();
        bool failed = false;
        int count = 0;
        while (splitter.TryNext(out ReadOnlyMemory<byte> message, found))
        {
            count++;
            Message(message, translator, found);
            failed |= found.HasErrors;
            Keep(file.Path, splitter.Line, found, mustFail);
            found.Clear();
        }

        failed |= found.HasErrors;
        Keep(file.Path, 1, found, mustFail);
        if (mustFail && !failed)
        {
            _issues.Add(WorkspaceIssues.SampleDoesNotFail, "the sample stands among the faulty ones and is translated without an error", new SourcePosition(file.Path, 0, 0));
        }

        return count;
    }

    private static void Message(ReadOnlyMemory<byte> message, Translator translator, IssueSink found)
    {
        Bundle? bundle = translator.Read(message, found);
        if (bundle is null || found.HasErrors || !translator.CanWrite)
        {
            return;
        }

        ArrayBufferWriter<byte> written = new();
        IssueSink again = new();
        Bundle? back = translator.Write(bundle, WriteContext.Offline, written, again) ? translator.Read(written.WrittenMemory, again) : null;
        if (Difference(bundle, back) is { } difference)
        {
            string why = again.Issues.FirstOrDefault(i => i.Severity == Severity.Error) is { } fault ? $" ({fault.Code}: {fault.Message})" : "";
            found.Add(WorkspaceIssues.SampleChanges, difference + why);
        }
    }

    private static string? Difference(Bundle bundle, Bundle? back)
    {
        if (back is null)
        {
            return "the bundle cannot be written and read again";
        }

        if (back.Records.Count != bundle.Records.Count)
        {
            return $"there and back, {bundle.Records.Count} records became {back.Records.Count}";
        }

        for (int i = 0; i < bundle.Records.Count; i++)
        {
            (Record before, Record after) = (bundle.Records[i], back.Records[i]);
            foreach (AttributeDefinition attribute in before.Type.Attributes)
            {
                if (!ReferenceEquals(before.Type, after.Type) || before[attribute] != after[attribute])
                {
                    return $"there and back, {before.Type.Name}.{attribute.Name} '{before[attribute]}' became '{after[attribute]}'";
                }
            }
        }

        return bundle.Links.Except(back.Links).Concat(back.Links.Except(bundle.Links)).Select(l => (Link?)l).FirstOrDefault() is { } link
            ? $"there and back, a link {link.Role.Name} is not the same"
            : null;
    }

    private void Keep(string path, int line, IssueSink found, bool mustFail)
    {
        if (mustFail)
        {
            return;
        }

        string folder = path[..path.LastIndexOf('/')];
        foreach (Issue issue in found.Issues)
        {
            Issue placed = issue with { Position = new SourcePosition(path, Math.Max(1, issue.Position.Line) + line - 1, issue.Position.Column) };
            (string, string, string, string) key = (folder, issue.Code.Code, issue.Path, issue.Path.Length == 0 ? issue.Message : "");
            _seen[key] = _seen.TryGetValue(key, out (Issue First, int Count) known) ? (known.First, known.Count + 1) : (placed, 1);
        }
    }

    private void ReportFindings()
    {
        foreach ((Issue first, int count) in _seen.Values)
        {
            _issues.Add(count == 1 ? first : first with { Message = $"{first.Message} (and {count - 1} more times in these samples)" });
        }
    }
}
