using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Linkage.Blocking;

/// <summary>A rule that says which pairs of records are worth comparing: those that agree on all its parts.</summary>
/// <param name="Number">Its place among the rules; also the low five bits of its keys.</param>
/// <param name="Title">What must agree, in words.</param>
/// <param name="IsBroad">Whether it finds so many pairs that it is used only where they are affordable.</param>
/// <param name="Uses">The comparisons that its parts decide: training does not learn these from the pairs it finds.</param>
internal sealed record BlockingRule(int Number, string Title, bool IsBroad, params ComparisonKind[] Uses);
