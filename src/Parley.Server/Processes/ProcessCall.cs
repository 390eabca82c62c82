using Parley.Engine.Expressions;

namespace Parley.Server.Processes;

/// <summary>A call of one of Parley's own functions by an instance.</summary>
/// <param name="Key">The effect's key: the same however often it is tried.</param>
/// <param name="Arguments">The arguments, an object.</param>
/// <param name="Process">The instance, as the API names it.</param>
/// <param name="Definition">The definition that it runs on.</param>
internal sealed record ProcessCall(string Key, JqValue Arguments, string Process, KeptDefinition Definition)
{
    /// <summary>The purpose that is given with the call, or else the process's own; null for none.</summary>
    public string? Purpose => Text("purpose") ?? ProcessEntries.Purpose(Definition);

    /// <summary>An argument that is a text; null when it is none.</summary>
    public string? Text(string name) => Arguments.Member(name) is { Kind: JqKind.String } text ? text.AsString : null;
}
