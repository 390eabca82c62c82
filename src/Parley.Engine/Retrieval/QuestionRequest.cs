namespace Parley.Engine.Retrieval;

/// <summary>A request that is ready to be sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The address, escaped.</param>
/// <param name="Headers">Headers, printable ASCII.</param>
/// <param name="Body">The body, or null.</param>
/// <param name="MediaType">The body's media type, or null.</param>
public sealed record QuestionRequest(string Method, string Address, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, string? MediaType);
