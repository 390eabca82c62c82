using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>processes/*.yaml</c>, and checks what one file needs of the others and of the installation.</summary>
internal sealed class ProcessFiles(ReadContext context, InstallationDefinition? installation, ProcessNames names)
{
    private const string Folder = "processes/";

    private readonly Dictionary<ProcessName, ProcessFile> _processes = [];
    private readonly ProcessCallCheck _calls = new(context, installation, names);

    /// <summary>Reads all of them, in the order of their paths.</summary>
    public IReadOnlyDictionary<ProcessName, ProcessFile> Read()
    {
        foreach (string path in context.YamlIn(Folder))
        {
            if (context.Text(path) is { } text && ProcessReader.Read(path, text, context.Issues) is { } definition)
            {
                Add(new ProcessFile(path, text, definition));
            }
        }

        foreach (ProcessFile file in _processes.Values)
        {
            Check(file);
        }

        return _processes;
    }

    private void Add(ProcessFile file)
    {
        ProcessName name = file.Definition.Name;
        if (_processes.TryGetValue(name, out ProcessFile? first))
        {
            Report(file, WorkspaceIssues.Duplicate, $"the process {name} is defined again; first in {first.Path}", "document", "version");
        }
        else if (_processes.Values.FirstOrDefault(p => p.Definition.Name.Name == name.Name && p.Definition.Name.Namespace != name.Namespace) is { } other)
        {
            Report(file, WorkspaceIssues.Duplicate, $"a process '{name.Name}' is defined in the namespace '{other.Definition.Name.Namespace}' by {other.Path}", "document", "name");
        }
        else
        {
            _processes.Add(name, file);
        }
    }

    private void Check(ProcessFile file)
    {
        foreach (ProcessName child in file.Definition.Children.Where(c => !IsDefined(c)))
        {
            Report(file, WorkspaceIssues.UnknownProcess, $"there is no process {child}", "do");
        }

        foreach (string secret in file.Definition.Secrets.Where(s => installation?.Processes.Secrets.ContainsKey(s) == false))
        {
            Report(file, WorkspaceIssues.UnknownProcessSecret, $"parley.yaml gives processes no secret '{secret}'", "use", "secrets");
        }

        if (installation is not null)
        {
            CheckFunctions(file, installation);
        }

        if (file.Definition.Purpose is { } purpose && !names.Purposes.Contains(purpose, StringComparer.Ordinal))
        {
            Report(file, AgreementIssues.UnknownPurpose, $"there is no purpose '{purpose}'{YamlForms.DidYouMean(purpose, names.Purposes)}", "document", "metadata", "purpose");
        }

        foreach (CallParleyNode call in file.Definition.ParleyCalls)
        {
            _calls.Check(call);
        }
    }

    // What a function needs of the installation: that it is not there is said here, never at run time.
    private void CheckFunctions(ProcessFile file, InstallationDefinition at)
    {
        string[] functions = [.. file.Definition.ParleyFunctions.Select(f => f.Name)];
        if (functions.Contains("look-up") && !at.Repository)
        {
            Report(file, ProcessIssues.NotSupported, "look-up asks the repository, and parley.yaml does not have repository: true", "do");
        }

        if (functions.Contains("send") && (at.Processes.System is not { } name || !names.Systems.TryGetValue(name, out SystemDefinition? own) || own.Organisation != at.Organisation))
        {
            Report(file, WorkspaceIssues.UnknownSystem, "send needs a system of the installation's own organisation that processes speak as: processes: { system: NAME } in parley.yaml", "do");
        }
    }

    private bool IsDefined(ProcessName child) => _processes.Keys.Any(p =>
        p.Namespace == child.Namespace && p.Name == child.Name && (child.Version is "latest" || child.Version == p.Version));

    // The definition was read without its places; the few faults that only the whole shows are looked up again.
    private void Report(ProcessFile file, IssueCode code, string message, params ReadOnlySpan<string> keys)
    {
        YamlNode? node = YamlText.TryParse(file.Path, file.Text, new IssueSink());
        foreach (string key in keys)
        {
            node = (node as YamlMap)?.Find(key) ?? node;
        }

        context.Issues.Add(code, message, node?.Position ?? new SourcePosition(file.Path, 1, 1));
    }
}
