using System.Diagnostics.CodeAnalysis;

namespace Parley.Engine.Expressions;

/// <summary>A compiled jq program: compile once, run on any thread as often as wanted. See docs/reference/jq.md for the subset.</summary>
public sealed class JqProgram
{
    private readonly Node _body;
    private readonly int _variableCount;

    private JqProgram(string text, Node body, int variableCount)
    {
        Text = text;
        _body = body;
        _variableCount = variableCount;
    }

    /// <summary>The program as written.</summary>
    public string Text { get; }

    /// <summary>Compiles a program; false with the first error and its place when the text is none or goes beyond the subset.</summary>
    public static bool TryCompile(string text, [NotNullWhen(true)] out JqProgram? program, [NotNullWhen(false)] out JqError? error) =>
        TryCompile(text, [], out program, out error);

    /// <summary>Compiles a program that may use global variables.</summary>
    /// <param name="text">The program.</param>
    /// <param name="variables">Their names without the dollar sign; the values are given to each run in the same order.</param>
    /// <param name="program">The compiled program.</param>
    /// <param name="error">The first error.</param>
    public static bool TryCompile(
        string text, IReadOnlyList<string> variables, [NotNullWhen(true)] out JqProgram? program, [NotNullWhen(false)] out JqError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(variables);
        var parser = new Parser(text, variables);
        Node? body = parser.ParseProgram(out error);
        program = body is null ? null : new JqProgram(text, body, variables.Count);
        return program is not null;
    }

    /// <summary>Runs to the end and collects all outputs.</summary>
    /// <param name="input">The value of <c>.</c></param>
    /// <param name="budget">What the run may use; <see cref="JqBudget.Default"/> when null.</param>
    /// <param name="variables">The values of the global variables, in the order of their names.</param>
    public JqOutcome Run(JqValue input, JqBudget? budget = null, IReadOnlyList<JqValue>? variables = null)
    {
        var outputs = new List<JqValue>();
        JqError? error = Run(input, budget, variables, outputs.Add, int.MaxValue);
        return new JqOutcome(outputs, error);
    }

    /// <summary>The first output, or null when there is none; false with the error when the program fails before its first output.</summary>
    public bool TryFirst(JqValue input, out JqValue? value, [NotNullWhen(false)] out JqError? error, JqBudget? budget = null, IReadOnlyList<JqValue>? variables = null)
    {
        JqValue? first = null;
        error = Run(input, budget, variables, v => first = v, 1);
        value = first;
        return error is null;
    }

    private JqError? Run(JqValue input, JqBudget? budget, IReadOnlyList<JqValue>? variables, Action<JqValue> output, int most)
    {
        ArgumentNullException.ThrowIfNull(input);
        if ((variables?.Count ?? 0) != _variableCount)
        {
            throw new ArgumentException("The values must match the names the program was compiled with.", nameof(variables));
        }

        Env env = Env.Root;
        foreach (JqValue variable in variables ?? [])
        {
            env = env.Push(variable);
        }

        var machine = new Machine(budget ?? JqBudget.Default);
        int count = 0;
        _body.Run(machine, env, input, null, (value, _) =>
        {
            if (!machine.CountOutput(_body, value))
            {
                return false;
            }

            output(value);
            return ++count < most;
        });
        return machine.ErrorIn(Text);
    }
}
