using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Fidelity;

/// <summary>What a translation preserves there and back, or what a pair of translations carries from a source to a recipient.</summary>
/// <param name="From">The source's translation.</param>
/// <param name="To">The recipient's translation; the same for one translation by itself.</param>
/// <param name="Lines">A line for each attribute that the source has.</param>
/// <param name="Issues">What is certain to fail: an attribute that the recipient requires and the source never has.</param>
public sealed record FidelityReport(string From, string To, IReadOnlyList<FidelityLine> Lines, IReadOnlyList<Issue> Issues)
{
    /// <summary>How many attributes have a level.</summary>
    public int Count(FidelityLevel level) => Lines.Count(l => l.Level == level);
}
