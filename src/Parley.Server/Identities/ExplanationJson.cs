using System.Text.Json;
using Parley.Engine.Linkage.Clustering;
using Parley.Engine.Linkage.Incremental;
using Parley.Engine.Linkage.Scoring;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Explanations as the API shows them.</summary>
internal static class ExplanationJson
{
    // Waterfalls are told of as many pairs; any other is asked for by itself.
    private const int MostWaterfalls = 50;

    /// <summary>Writes the explanation of an identity.</summary>
    public static void Write(Utf8JsonWriter writer, (IdentityExplanation Explanation, Sight Sight, bool Complete) state)
    {
        IdentityExplanation explanation = state.Explanation;
        LinkageIndex? links = explanation.Identity.Links;
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Identity(explanation.Identity.Id));
        writer.WriteString("type"u8, explanation.Identity.Type);
        IdentityJson.WriteState(writer, state.Sight, explanation.Identity, state.Complete);
        WriteSettings(writer, explanation.Settings);
        writer.WriteStartArray("records"u8);
        foreach (SeenRecord member in explanation.Identity.Members)
        {
            IdentityJson.WriteSource(writer, member);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("heldTogetherBy"u8);
        for (int i = 0; i < explanation.Pairs.Count; i++)
        {
            WritePair(writer, explanation.Pairs[i], i < MostWaterfalls ? links : null);
        }

        foreach (Engine.Identities.ThingKey key in explanation.SharedKeys)
        {
            writer.WriteStartObject();
            writer.WriteString("identifier"u8, key.Kind);
            writer.WriteString("value"u8, key.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteCuts(writer, explanation.Cuts);
        writer.WriteStartArray("keptOut"u8);
        foreach ((string member, string other, float weight) in explanation.KeptOut)
        {
            WritePair(writer, (member, other, weight), null);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("decisions"u8);
        foreach ((IdentityDecisionRow decision, bool differ, ToldOf told) in explanation.Decisions)
        {
            DecisionJson.Write(writer, decision, differ, told);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the comparison of two records.</summary>
    public static void WriteComparison(Utf8JsonWriter writer, (ReviewItem Pair, IdentitySettings Settings, bool? Decided) state)
    {
        ReviewItem pair = state.Pair;
        writer.WriteStartObject();
        writer.WritePropertyName("left"u8);
        IdentityJson.WriteSource(writer, pair.Left);
        writer.WritePropertyName("right"u8);
        IdentityJson.WriteSource(writer, pair.Right);
        WriteSettings(writer, state.Settings);
        WriteExplanation(writer, pair.Explanation);
        writer.WriteString("verdict"u8, VerdictOf(pair.Explanation.Weight, state.Settings, state.Decided));
        pair.WriteDecisions(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes a waterfall: bars that add up to the weight.</summary>
    public static void WriteExplanation(Utf8JsonWriter writer, PairExplanation explanation)
    {
        writer.WriteNumber("bits"u8, Math.Round(explanation.Weight, 2));
        writer.WriteNumber("probability"u8, Math.Round(explanation.Probability, 6));
        writer.WriteStartArray("foundBy"u8);
        explanation.FoundBy.ToList().ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
        writer.WriteStartArray("bars"u8);
        foreach (WeightBar bar in explanation.Bars)
        {
            writer.WriteStartObject();
            writer.WriteString("compared"u8, bar.Title);
            writer.WriteString("level"u8, bar.Level);
            writer.WriteString("left"u8, bar.Left);
            writer.WriteString("right"u8, bar.Right);
            writer.WriteNumber("bits"u8, Math.Round(bar.Bits, 2));
            writer.WriteString("words"u8, bar.Words);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // What people have decided holds whatever the weight says.
    private static string VerdictOf(double weight, IdentitySettings settings, bool? decided) => decided switch
    {
        true => "joined",
        false => "apart",
        null => weight >= settings.JoinFrom ? "joined" : weight >= settings.ReviewFrom ? "uncertain" : "apart",
    };

    private static void WriteSettings(Utf8JsonWriter writer, IdentitySettings settings)
    {
        writer.WriteString("model"u8, settings.Model);
        writer.WriteNumber("joinFrom"u8, settings.JoinFrom);
        writer.WriteNumber("reviewFrom"u8, settings.ReviewFrom);
    }

    private static void WritePair(Utf8JsonWriter writer, (string Left, string Right, float Weight) pair, LinkageIndex? links)
    {
        writer.WriteStartObject();
        writer.WriteString("left"u8, pair.Left);
        writer.WriteString("right"u8, pair.Right);
        if (pair.Weight >= IdentityExplanation.Certain)
        {
            writer.WriteBoolean("decided"u8, true);
        }

        if (links is not null)
        {
            WriteExplanation(writer, links.Explain(pair.Left, pair.Right));
        }
        else if (pair.Weight < IdentityExplanation.Certain)
        {
            writer.WriteNumber("bits"u8, Math.Round(pair.Weight, 2));
        }

        writer.WriteEndObject();
    }

    private static void WriteCuts(Utf8JsonWriter writer, IReadOnlyList<ClusterCut> cuts)
    {
        writer.WriteStartArray("wouldSplit"u8);
        foreach (ClusterCut cut in cuts)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("without"u8);
            foreach ((string Left, string Right, float Weight) pair in cut.Pairs)
            {
                WritePair(writer, pair, null);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("wouldPart"u8);
            cut.Side.ToList().ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
