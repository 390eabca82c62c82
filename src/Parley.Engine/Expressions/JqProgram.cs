using System.Diagnostics.CodeAnalysis;

namespace Parley.Engine.Expressions;

/// <summary>A compiled jq program: compile once, run on any thread as often as wanted.</summary>
public sealed class JqProgram
{
    private readonly Node _body;
    private readonly JqSettings _settings;
    private readonly JqLibrary? _library;

    private JqProgram(string text, Node body, JqSettings settings, JqLibrary? library)
    {
        Text = text;
        _body = body;
        _settings = settings;
        _library = library;
    }

    /// <summary>The program as written.</summary>
    public string Text { get; }

    /// <summary>Compiles a program that uses nothing but its input; false with the first error and its place.</summary>
    public static bool TryCompile(string text, [NotNullWhen(true)] out JqProgram? program, [NotNullWhen(false)] out JqError? error) =>
        TryCompile(text, JqSettings.Pure, out program, out error);

    /// <summary>Compiles a program that may use global variables.</summary>
    /// <param name="text">The program.</param>
    /// <param name="variables">Their names without the dollar sign; the values are given to each run in the same order.</param>
    /// <param name="program">The compiled program.</param>
    /// <param name="error">The first error.</param>
    public static bool TryCompile(
        string text, IReadOnlyList<string> variables, [NotNullWhen(true)] out JqProgram? program, [NotNullWhen(false)] out JqError? error) =>
        TryCompile(text, new JqSettings { Variables = variables }, out program, out error);

    /// <summary>Compiles a program.</summary>
    /// <param name="text">The program.</param>
    /// <param name="settings">What it may use beside its input.</param>
    /// <param name="program">The compiled program.</param>
    /// <param name="error">The first error.</param>
    public static bool TryCompile(
        string text, JqSettings settings, [NotNullWhen(true)] out JqProgram? program, [NotNullWhen(false)] out JqError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        JqLibrary? library = settings.Modules is null ? null : new JqLibrary(settings, settings.Modules);
        Node? body = new Parser(text, settings, library).ParseProgram(out error);
        program = body is null ? null : new JqProgram(text, body, settings, library);
        return program is not null;
    }

    /// <summary>Runs to the end and collects all outputs.</summary>
    /// <param name="input">The value of <c>.</c></param>
    /// <param name="budget">What the run may use; <see cref="JqBudget.Default"/> when null.</param>
    /// <param name="variables">The values of the global variables, in the order of their names.</param>
    public JqOutcome Run(JqValue input, JqBudget? budget = null, IReadOnlyList<JqValue>? variables = null)
    {
        var outputs = new List<JqValue>();
        JqRun run = Start(budget);
        JqError? error = run.Execute(input, variables, Collect);
        return new JqOutcome(outputs, error) { Halt = run.Halt };

        bool Collect(JqValue value)
        {
            outputs.Add(value);
            return true;
        }
    }

    /// <summary>The first output, or null when there is none; false with the error when the program fails before its first output.</summary>
    public bool TryFirst(JqValue input, out JqValue? value, [NotNullWhen(false)] out JqError? error, JqBudget? budget = null, IReadOnlyList<JqValue>? variables = null)
    {
        JqValue? first = null;
        error = Start(budget).Execute(input, variables, value =>
        {
            first = value;
            return false;
        });
        value = first;
        return error is null;
    }

    /// <summary>Starts a run over several inputs, which share the budget and what is kept between inputs.</summary>
    /// <param name="budget">What the run may use; <see cref="JqBudget.Default"/> when null.</param>
    public JqRun Start(JqBudget? budget = null) =>
        new(Text, _body, _settings.Variables.Count, new Machine(budget ?? JqBudget.Default, _settings.Host, _library, _settings.AllowsBacktracking));
}
