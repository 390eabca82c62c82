using Parley.Engine.Expressions;

namespace Parley.Engine.Sharing;

/// <summary>A condition in jq as an agreement writes it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Program">The program; null when the text is none, and the condition then can never be evaluated.</param>
internal sealed record WhereProgram(string Text, JqProgram? Program)
{
    /// <summary>What one evaluation over one record may use; a condition is a handful of comparisons.</summary>
    private static readonly JqBudget s_budget = new() { Steps = 20_000, Depth = 200, OutputSize = 200_000 };

    /// <summary>Compiles a condition.</summary>
    public static WhereProgram Compile(string text) => new(text, JqProgram.TryCompile(text, out JqProgram? program, out _) ? program : null);

    /// <summary>Whether it holds: true only when its first output is true; null when it failed or used more than it may.</summary>
    public bool? Holds(JqValue record) =>
        Program is null || !Program.TryFirst(record, out JqValue? value, out _, s_budget) ? null : value?.Kind == JqKind.True;
}
