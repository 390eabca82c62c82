namespace Parley.Engine.Expressions;

/// <summary>What a program may use beside its input. The default is nothing: the same program and input always give the same outputs.</summary>
public sealed record JqSettings
{
    /// <summary>No host and no modules: how workspaces compile their expressions.</summary>
    public static JqSettings Pure { get; } = new();

    /// <summary>The names of global variables without the dollar sign; the values are given to each run in the same order.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Clock, environment, further inputs and messages; null for none, and then whatever needs one does not compile (JQ003).</summary>
    public JqHost? Host { get; init; }

    /// <summary>Where <c>import</c> and <c>include</c> find modules; null for nowhere, and then they do not compile (JQ003).</summary>
    public JqModules? Modules { get; init; }

    /// <summary>
    /// Whether regular expressions may use look-around, back-references and atomic groups, which are matched by trying: only where nobody else
    /// waits, since no step is counted while one is matched. A match that takes longer than a second then fails.
    /// </summary>
    public bool AllowsBacktracking { get; init; }
}
