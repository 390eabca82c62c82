namespace Parley.Engine.Workspace;

/// <summary>How long recipients have to confirm what they are told.</summary>
/// <param name="Correction">Of a correction.</param>
/// <param name="Regrading">Of a re-grading.</param>
/// <param name="Withdrawal">Of a withdrawal.</param>
/// <param name="Erasure">Of an erasure.</param>
public sealed record NoticeTimes(TimeSpan Correction, TimeSpan Regrading, TimeSpan Withdrawal, TimeSpan Erasure)
{
    /// <summary>Five days, one for an erasure.</summary>
    public static NoticeTimes Default { get; } = new(TimeSpan.FromDays(5), TimeSpan.FromDays(5), TimeSpan.FromDays(5), TimeSpan.FromDays(1));
}
