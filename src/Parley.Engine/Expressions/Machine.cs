using System.Runtime.CompilerServices;

namespace Parley.Engine.Expressions;

/// <summary>The state of one run: what is left of the budget, and why evaluation is unwinding, if it is.</summary>
internal sealed class Machine(JqBudget budget, JqHost? host = null, JqLibrary? library = null, bool allowsBacktracking = false)
{
    private const int LongestShown = 14;
    private long _steps = budget.Steps;
    private long _output = budget.OutputSize;
    private int _depth;
    private int _offset;
    private string? _exhausted;

    /// <summary>The value of the error that is unwinding; null when none is.</summary>
    public JqValue? Error { get; private set; }

    /// <summary>The label that a break is unwinding to; null when none is.</summary>
    public Env? BreakTo { get; private set; }

    public RegexCache Regexes { get; } = new(allowsBacktracking);

    /// <summary>What the program can reach; there is one when a part that needs it was compiled.</summary>
    public JqHost Host => host!;

    /// <summary>The modules of the program; null when there are none.</summary>
    public JqLibrary? Library => library;

    /// <summary>Set when the program has ended its run itself.</summary>
    public JqHalt? Halted { get; private set; }

    /// <summary>How deep values may nest.</summary>
    public int Nesting => budget.Nesting;

    /// <summary>One step of evaluation; false when the budget or the thread's stack is used up.</summary>
    public bool Tick(Node at) => (--_steps >= 0 && RuntimeHelpers.TryEnsureSufficientExecutionStack()) || Exhaust(at, _steps < 0 ? "steps" : "depth");

    /// <summary>Work that is more than a step, such as copying a list.</summary>
    public bool Charge(Node at, long steps)
    {
        _steps -= steps;
        return _steps >= 0 || Exhaust(at, "steps");
    }

    public bool Enter(Node at) => ++_depth <= budget.Depth || Exhaust(at, "depth");

    public void Leave() => _depth--;

    /// <summary>The value, or null with the budget exhausted when it is too large or nests too deeply.</summary>
    public JqValue? Keep(Node at, JqValue value)
    {
        if (value.Weight > budget.OutputSize)
        {
            Exhaust(at, "output size");
            return null;
        }

        if (value.Depth > budget.Nesting)
        {
            return Fail(at, $"a value nests more than {budget.Nesting} levels deep");
        }

        // A copied list costs what its elements are, a tenth of a step each; a string a two-hundredth for each character.
        long count = value switch { JqArray array => array.Elements.Length, JqObject o => o.Count, JqString text => text.Weight / 20, _ => 0 };
        return count < 10 || Charge(at, count / 10) ? value : null;
    }

    public bool FitsOutput(Node at, long weight) => weight <= budget.OutputSize || Exhaust(at, "output size");

    public bool CountOutput(Node at, JqValue value)
    {
        _output -= value.Weight;
        return _output >= 0 || Exhaust(at, "output size");
    }

    public bool Raise(Node at, JqValue error)
    {
        Error = error;
        _offset = at.Offset;
        return false;
    }

    public bool Raise(Node at, string message) => Raise(at, new JqString(message));

    public JqValue? Fail(Node at, string message)
    {
        Raise(at, message);
        return null;
    }

    /// <summary>Ends the run; nothing catches it.</summary>
    public JqValue? Halt(int exitCode, JqValue? message)
    {
        Halted ??= new JqHalt(exitCode, message);
        return null;
    }

    public bool Break(Env label)
    {
        BreakTo = label;
        return false;
    }

    public bool CatchBreak(Env label)
    {
        if (!ReferenceEquals(BreakTo, label))
        {
            return false;
        }

        BreakTo = null;
        return true;
    }

    /// <summary>Takes the error away, if one is unwinding.</summary>
    public JqValue? Catch()
    {
        JqValue? error = Error;
        Error = null;
        return error;
    }

    /// <summary>What an input has come to; the machine is then ready for the next.</summary>
    public JqError? Finish(string text)
    {
        if (_exhausted is not null)
        {
            return JqError.At(JqCodes.BudgetExceeded, $"the budget of {_exhausted} is used up", text, _offset);
        }

        _depth = 0;
        BreakTo = null;
        return Catch() is { } error
            ? JqError.At(JqCodes.Raised, error is JqString s ? s.Value : $"{error} (not a string)", text, _offset) with { Value = error }
            : null;
    }

    /// <summary>A value as error messages show it: kind, and the beginning of its text.</summary>
    public static string Show(JqValue value) => $"{KindName(value)} ({JqText.Beginning(value, LongestShown)})";

    public static string KindName(JqValue value) => value.Kind switch
    {
        JqKind.True or JqKind.False => "boolean",
        JqKind.Number => "number",
        JqKind.String => "string",
        JqKind.Array => "array",
        JqKind.Object => "object",
        _ => "null",
    };

    private bool Exhaust(Node at, string what)
    {
        // An exhausted budget outlives every catch: it is kept apart from errors.
        if (_exhausted is null)
        {
            _exhausted = what;
            _offset = at.Offset;
        }

        Error = null;
        return false;
    }
}
