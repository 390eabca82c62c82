namespace Parley.Engine.Processes.Templates;

/// <summary>Which of the specification's arguments an expression may name, by where it stands.</summary>
internal static class Arguments
{
    /// <summary>In the process's <c>input.from</c>.</summary>
    public static readonly string[] ProcessInput = ["secrets", "workflow", "runtime"];

    /// <summary>In <c>if</c> and a task's <c>input.from</c>.</summary>
    public static readonly string[] TaskInput = ["context", "secrets", "task", "workflow", "runtime"];

    /// <summary>In the definition of a task, and in <c>output.as</c>.</summary>
    public static readonly string[] Task = ["context", "input", "secrets", "task", "workflow", "runtime", "authorization"];

    /// <summary>In <c>export.as</c>.</summary>
    public static readonly string[] Export = ["context", "input", "output", "secrets", "task", "workflow", "runtime", "authorization"];

    /// <summary>In the process's <c>output.as</c>.</summary>
    public static readonly string[] ProcessOutput = ["context", "secrets", "workflow", "runtime"];
}
