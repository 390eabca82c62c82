namespace Parley.Server.Operations;

/// <summary>Leads from where a request is refused to the one place that writes problems.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Cause)
{
    /// <summary>The refusal.</summary>
    public Problem Problem { get; } = problem;
}
