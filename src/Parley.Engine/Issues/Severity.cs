namespace Parley.Engine.Issues;

/// <summary>How much an <see cref="Issue"/> weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>Something may be wrong, or was changed or lost on purpose; work goes on.</summary>
    Warning,

    /// <summary>The definition is unusable, or the value or message cannot be carried.</summary>
    Error,
}
