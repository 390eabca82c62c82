namespace Parley.Engine.Sharing;

/// <summary>What the recipient takes on with the data.</summary>
/// <param name="Kind"><c>retention</c>, <c>onward</c>, <c>handling</c>, <c>review</c>.</param>
/// <param name="Value">The duration, the organisations, the instruction.</param>
/// <param name="Agreement">The agreement that asks for it.</param>
public sealed record Obligation(string Kind, string Value, string? Agreement);
