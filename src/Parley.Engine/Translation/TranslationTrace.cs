namespace Parley.Engine.Translation;

/// <summary>Where each value of a translation came from, for those who ask: <c>parley translate --explain</c>, the exchange view.</summary>
public sealed class TranslationTrace
{
    private readonly List<TraceStep> _steps = [];

    /// <summary>The values, in the order they were read or written.</summary>
    public IReadOnlyList<TraceStep> Steps => _steps;

    internal void Add(TraceStep step) => _steps.Add(step);
}
