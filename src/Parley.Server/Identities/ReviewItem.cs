using System.Text.Json;
using Parley.Engine.Linkage.Scoring;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Two records that are compared, or on which a person is to decide.</summary>
/// <param name="Left">The one of the lower name.</param>
/// <param name="Right">The other.</param>
/// <param name="Explanation">What speaks for and against.</param>
/// <param name="Decisions">What has been decided on them, old to new.</param>
/// <param name="Told">What the asker may know of each decision.</param>
internal sealed record ReviewItem(
    SeenRecord Left, SeenRecord Right, PairExplanation Explanation, IReadOnlyList<IdentityDecisionRow> Decisions, IReadOnlyList<ToldOf> Told)
{
    /// <summary>Writes the decisions, as far as the asker may know of them.</summary>
    public void WriteDecisions(Utf8JsonWriter writer)
    {
        bool differ = DecisionTable.Differ(Decisions);
        writer.WriteStartArray("decisions"u8);
        foreach ((IdentityDecisionRow decision, ToldOf told) in Decisions.Zip(Told))
        {
            DecisionJson.Write(writer, decision, differ, told);
        }

        writer.WriteEndArray();
    }
}
