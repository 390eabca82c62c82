using Parley.Engine.Linkage.Scoring;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Two records on which a person is to decide.</summary>
/// <param name="Left">The one of the lower name.</param>
/// <param name="Right">The other.</param>
/// <param name="Explanation">What speaks for and against.</param>
/// <param name="Decisions">What has been decided on them, old to new.</param>
internal sealed record ReviewItem(SeenRecord Left, SeenRecord Right, PairExplanation Explanation, IReadOnlyList<IdentityDecisionRow> Decisions);
