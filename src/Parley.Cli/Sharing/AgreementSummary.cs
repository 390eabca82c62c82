using Parley.Engine.Sharing;

namespace Parley.Cli.Sharing;

/// <summary>Counts agreements by their states.</summary>
internal static class AgreementSummary
{
    /// <summary><c>3 agreements (2 in force, 1 proposed)</c>.</summary>
    public static string Of(IReadOnlyCollection<AgreementStanding> standings, DateOnly today)
    {
        string states = string.Join(", ", standings.GroupBy(s => s.On(today)).OrderBy(g => g.Key).Select(g => $"{g.Count()} {AgreementWords.Of(g.Key)}"));
        return $"{Counted.Of(standings.Count, "agreement")}{(states.Length == 0 ? "" : $" ({states})")}";
    }
}
