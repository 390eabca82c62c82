using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>What every task has, whatever it does.</summary>
internal sealed record TaskHead(string Name, string Reference, JqValue Definition, SourcePosition Position)
{
    public Template? If { get; init; }

    public Transform Input { get; init; } = Transform.None;

    public Transform Output { get; init; } = Transform.None;

    public Transform Export { get; init; } = Transform.None;

    /// <summary>The duration after which the task has timed out.</summary>
    public Template? Timeout { get; init; }

    public FlowDirective Then { get; init; } = FlowDirective.Continue;

    /// <summary>The name of the function that undoes the task.</summary>
    public string? Undo { get; init; }
}
