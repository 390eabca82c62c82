using Parley.Engine.Expressions;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes;

/// <summary>A definition, read and compiled: immutable, for any number of instances on any thread. <see cref="ProcessReader"/> reads one.</summary>
public sealed class ProcessDefinition
{
    private readonly Dictionary<string, TaskNode> _tasks = new(StringComparer.Ordinal);

    internal ProcessDefinition(ProcessName name, JqValue source, TaskList list, IReadOnlyDictionary<string, TaskNode> functions)
    {
        Name = name;
        Source = source;
        Functions = functions;
        List = list;
        Root = new RootNode(new TaskHead("", "", JqValue.Null, default), list);
        UndoRoot = new UndoNode(new TaskHead("", "/undo", JqValue.Null, default));
        Add(Root);
        Add(UndoRoot);
        foreach (TaskNode function in functions.Values)
        {
            Add(function);
        }
    }

    /// <summary>Namespace, name and version.</summary>
    public ProcessName Name { get; }

    /// <summary>The definition as it was written, as JSON: <c>$workflow.definition</c>.</summary>
    public JqValue Source { get; }

    /// <summary>The title; null when there is none.</summary>
    public string? Title { get; internal init; }

    /// <summary>What starts instances; null when only a call does.</summary>
    public ProcessSchedule? Schedule { get; internal init; }

    /// <summary>The names of the secrets that it may use.</summary>
    public IReadOnlyList<string> Secrets { get; internal init; } = [];

    /// <summary>The processes that it runs.</summary>
    public IReadOnlyList<ProcessName> Children => [.. _tasks.Values.OfType<RunNode>().Select(r => r.Process).Distinct()];

    /// <summary>The functions of Parley's own that it calls.</summary>
    public IReadOnlyList<ParleyFunction> ParleyFunctions => [.. _tasks.Values.OfType<CallParleyNode>().Select(c => c.Function).Distinct()];

    /// <summary>The purpose that it acts for (<c>document.metadata.purpose</c>); null for none.</summary>
    public string? Purpose => Source.Member("document")?.Member("metadata")?.Member("purpose") is { Kind: JqKind.String } purpose ? purpose.AsString : null;

    /// <summary>Where its instances wait for events.</summary>
    public IReadOnlyList<ListenPoint> ListenPoints => [.. _tasks.Values.OfType<ListenNode>().SelectMany(ListenPoint.Of)];

    /// <summary>The calls of Parley's own functions.</summary>
    internal IReadOnlyList<CallParleyNode> ParleyCalls => [.. _tasks.Values.OfType<CallParleyNode>()];

    internal TaskList List { get; }

    internal RootNode Root { get; }

    internal UndoNode UndoRoot { get; }

    internal IReadOnlyDictionary<string, TaskNode> Functions { get; }

    internal Transform Input { get; init; } = Transform.None;

    internal Transform Output { get; init; } = Transform.None;

    internal Template? Timeout { get; init; }

    /// <summary>The specification's reference to a definition.</summary>
    internal JqValue Descriptor => Values.Of(("name", JqValue.From(Name.Name)), ("namespace", JqValue.From(Name.Namespace)), ("version", JqValue.From(Name.Version)));

    /// <summary><c>$secrets</c>: marks in the place of the secrets.</summary>
    internal JqValue SecretMarks => Values.Texts(Secrets.Select(s => KeyValuePair.Create(s, Processes.SecretMarks.Of(s))));

    /// <summary>The task that a reference leads to; null when there is none.</summary>
    internal TaskNode? Find(string reference) => _tasks.GetValueOrDefault(reference);

    /// <summary>The one task of a name; null when there is none or more than one.</summary>
    internal TaskNode? FindNamed(string name) => _tasks.Values.Where(t => t.Head.Name == name).Take(2).ToList() is [TaskNode one] ? one : null;

    private void Add(TaskNode task)
    {
        _tasks[task.Reference] = task;
        foreach (TaskNode child in task.Children)
        {
            Add(child);
        }
    }
}
