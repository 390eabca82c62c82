using System.Text.Json.Nodes;

namespace Parley.Cli.Demo;

/// <summary>A part of the shift: what is done at which system, and what must come of it.</summary>
/// <param name="Title">The scene's title.</param>
/// <param name="Story">What happens, in plain words.</param>
/// <param name="PlayAsync">Does it, and gives what must come of it.</param>
internal sealed record Scene(string Title, string Story, Func<DemoEstate, CancellationToken, Task<ScenePlay>> PlayAsync)
{
    /// <summary>A text field of an answer.</summary>
    public static string Text(JsonNode? node, string name) =>
        node?[name]?.ToString() ?? throw new DemoException($"an answer lacks '{name}': {node?.ToJsonString()}");
}
