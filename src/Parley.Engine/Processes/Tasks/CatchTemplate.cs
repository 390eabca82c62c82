using Parley.Engine.Expressions;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>What a <c>try</c> does with errors.</summary>
internal sealed record CatchTemplate
{
    /// <summary>The members that an error must have, with their values; null for any error.</summary>
    public JqValue? Filter { get; init; }

    /// <summary>The variable that holds the error.</summary>
    public string As { get; init; } = "error";

    public Template? When { get; init; }

    public Template? ExceptWhen { get; init; }

    public RetryTemplate? Retry { get; init; }

    public TaskList? Do { get; init; }

    public FlowDirective? Then { get; init; }

    /// <summary>Whether an error of the filter's members is meant.</summary>
    public bool Fits(ProcessError error)
    {
        JqValue value = error.ToValue();
        return Filter is null || Filter.Members.All(m => m.Key == "type"
            ? ProcessErrorTypes.AreSame(Values.Plain(m.Value), error.Type)
            : m.Value.Equals(value.Member(m.Key)));
    }
}
