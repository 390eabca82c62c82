namespace Parley.Engine.Processes.Schemas;

/// <summary>One thing that is wrong with a value under a JSON Schema.</summary>
/// <param name="Place">Where in the value, as a JSON pointer; empty for the whole.</param>
/// <param name="Message">What is wrong, without the place.</param>
public sealed record SchemaFault(string Place, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Place.Length == 0 ? "the value" : Place)}: {Message}";
}
