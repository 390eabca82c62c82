using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Templates;

/// <summary>Gives expressions the values of their arguments: a running task, or the process as a whole.</summary>
internal interface IArguments
{
    /// <summary>What one evaluation may use.</summary>
    JqBudget Budget { get; }

    /// <summary>The value of an argument or of a variable of the scope.</summary>
    JqValue Value(string name);
}
