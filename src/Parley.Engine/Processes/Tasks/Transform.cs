using Parley.Engine.Processes.Schemas;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>An <c>input</c>, <c>output</c> or <c>export</c>.</summary>
/// <param name="Schema">What the data must be; null for anything.</param>
/// <param name="Value">What is made of it; null for the data as it is.</param>
internal sealed record Transform(JsonSchema? Schema, Template? Value)
{
    public static Transform None { get; } = new(null, null);
}
