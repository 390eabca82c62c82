using System.Diagnostics.CodeAnalysis;
using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Templates;

/// <summary>A runtime expression, compiled when the definition was read.</summary>
internal sealed class RuntimeExpression
{
    private readonly JqProgram _program;
    private readonly string[] _names;
    private readonly bool[] _used;

    private RuntimeExpression(JqProgram program, string[] names)
    {
        _program = program;
        _names = names;
        _used = Array.ConvertAll(names, n => program.Text.Contains('$' + n, StringComparison.Ordinal));
    }

    /// <summary>The expression without its enclosure.</summary>
    public string Text => _program.Text;

    /// <summary>Whether it asks for anything but its input.</summary>
    public bool NamesArguments => _used.Contains(true);

    public static bool TryCompile(string text, string[] names, [NotNullWhen(true)] out RuntimeExpression? expression, [NotNullWhen(false)] out JqError? error)
    {
        bool compiled = JqProgram.TryCompile(text, names, out JqProgram? program, out error);
        expression = compiled ? new RuntimeExpression(program!, names) : null;
        return compiled;
    }

    /// <summary>The first output; the value null when there is none; null with the error when it fails.</summary>
    public JqValue? Evaluate(IArguments arguments, JqValue input, out JqError? error)
    {
        JqValue[] values = new JqValue[_names.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _used[i] ? arguments.Value(_names[i]) : JqValue.Null;
        }

        return _program.TryFirst(input, out JqValue? value, out error, arguments.Budget, values) ? value ?? JqValue.Null : null;
    }
}
