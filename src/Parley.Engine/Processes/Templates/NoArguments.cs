using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Templates;

/// <summary>The arguments of an expression where there is no instance yet: all are null.</summary>
internal sealed class NoArguments : IArguments
{
    public static NoArguments Instance { get; } = new();

    public JqBudget Budget { get; } = ProcessBudget.Default.Expression;

    public JqValue Value(string name) => JqValue.Null;
}
