namespace Parley.Engine.Processes.Reading;

/// <summary>Where a task stands: the reference of its list, and the variables that those around it have set.</summary>
/// <param name="Reference">The JSON pointer to what the task is within.</param>
/// <param name="Variables">The variables.</param>
internal sealed record Scope(string Reference, IReadOnlyList<string> Variables)
{
    /// <summary>The outermost.</summary>
    public static Scope Outermost { get; } = new("", []);

    /// <summary>Further in.</summary>
    public Scope In(string part, params ReadOnlySpan<string> variables) => new($"{Reference}/{part}", [.. Variables, .. variables]);

    /// <summary>The names that an expression may use.</summary>
    public string[] Names(string[] arguments) => [.. arguments.Concat(Variables).Distinct(StringComparer.Ordinal)];
}
