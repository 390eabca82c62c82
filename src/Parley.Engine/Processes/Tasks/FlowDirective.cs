using Parley.Engine.Issues;

namespace Parley.Engine.Processes.Tasks;

/// <summary>What comes after a task. The target of a name is set when the list it stands in has been read.</summary>
internal sealed class FlowDirective(string word, SourcePosition position)
{
    public static readonly FlowDirective Continue = new("continue", default);

    public static readonly FlowDirective Exit = new("exit", default);

    public string Word { get; } = word;

    public SourcePosition Position { get; } = position;

    public FlowKind Kind { get; } = word switch { "continue" => FlowKind.Continue, "exit" => FlowKind.Exit, "end" => FlowKind.End, _ => FlowKind.Task };

    /// <summary>The place in the list of the task that is named.</summary>
    public int Target { get; set; }
}
