using System.Text;
using System.Text.Json.Nodes;

namespace Parley.Engine.Retrieval;

/// <summary>A body of JSON.</summary>
internal sealed class JsonBody(JsonBody.Part root) : BodyTemplate
{
    /// <inheritdoc/>
    public override string MediaType => "application/json";

    /// <inheritdoc/>
    public override IEnumerable<string> Names => root.Names;

    /// <inheritdoc/>
    public override byte[] Write(QuestionValues values) => Encoding.UTF8.GetBytes(root.Fill(values)?.ToJsonString() ?? "{}");

    /// <summary>A value of the tree.</summary>
    internal abstract class Part
    {
        public abstract IEnumerable<string> Names { get; }

        /// <summary>The value; null when it has none and is left out.</summary>
        public abstract JsonNode? Fill(QuestionValues values);
    }

    /// <summary>A number, true or false, as it stands in the workspace.</summary>
    internal sealed class Literal(string json) : Part
    {
        public override IEnumerable<string> Names => [];

        public override JsonNode? Fill(QuestionValues values) => JsonNode.Parse(json);
    }

    /// <summary>A text.</summary>
    internal sealed class Text(TextTemplate template) : Part
    {
        public override IEnumerable<string> Names => template.Names;

        public override JsonNode? Fill(QuestionValues values) => template.Fill(values, null) is string text ? JsonValue.Create(text) : null;
    }

    /// <summary>A list, without the items that have no value.</summary>
    internal sealed class List(IReadOnlyList<Part> items) : Part
    {
        public override IEnumerable<string> Names => items.SelectMany(i => i.Names);

        public override JsonNode? Fill(QuestionValues values)
        {
            JsonNode?[] filled = [.. items.Select(i => i.Fill(values)).Where(n => n is not null)];
            return filled.Length > 0 || items.Count == 0 ? new JsonArray(filled) : null;
        }
    }

    /// <summary>An object, without the members that have no value.</summary>
    internal sealed class Map(IReadOnlyList<(string Name, Part Value)> members) : Part
    {
        public override IEnumerable<string> Names => members.SelectMany(m => m.Value.Names);

        public override JsonNode? Fill(QuestionValues values)
        {
            JsonObject filled = [];
            foreach ((string name, Part value) in members)
            {
                if (value.Fill(values) is JsonNode node)
                {
                    filled.Add(name, node);
                }
            }

            return filled.Count > 0 || members.Count == 0 ? filled : null;
        }
    }
}
