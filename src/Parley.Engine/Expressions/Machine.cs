using System.Runtime.CompilerServices;

namespace Parley.Engine.Expressions;

/// <summary>The state of one run: what is left of the budget, and why evaluation is unwinding, if it is.</summary>
internal sealed class Machine(JqBudget budget)
{
    private const int LongestShown = 11;
    private long _steps = budget.Steps;
    private long _output = budget.OutputSize;
    private int _depth;
    private int _offset;
    private string? _exhausted;

    /// <summary>The value of the error that is unwinding; null when none is.</summary>
    public JqValue? Error { get; private set; }

    /// <summary>The label that a break is unwinding to; null when none is.</summary>
    public Env? BreakTo { get; private set; }

    public RegexCache Regexes { get; } = new();

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

        if (value.Depth > JqValue.DeepestNesting)
        {
            return Fail(at, $"a value nests more than {JqValue.DeepestNesting} levels deep");
        }

        // A copied list costs what its elements are; a tenth of a step each.
        int count = value is JqArray array ? array.Elements.Length : value is JqObject o ? o.Count : 0;
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

    public JqError? ErrorIn(string text)
    {
        if (_exhausted is not null)
        {
            return JqError.At(JqCodes.BudgetExceeded, $"the budget of {_exhausted} is used up", text, _offset);
        }

        return Error is null
            ? null
            : JqError.At(JqCodes.Raised, Error is JqString s ? s.Value : $"{Error} (not a string)", text, _offset) with { Value = Error };
    }

    /// <summary>A value as error messages show it: kind, and the beginning of its text.</summary>
    public static string Show(JqValue value)
    {
        // Only a beginning is shown, so a large value is not written out in full.
        string text = value.Weight > 4096 ? "…" : value.ToString();
        return $"{KindName(value)} ({(text.Length > LongestShown ? text[..(LongestShown - 1)] + "..." : text)})";
    }

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
