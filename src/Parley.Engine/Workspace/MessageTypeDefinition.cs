using Parley.Engine.Translation;

namespace Parley.Engine.Workspace;

/// <summary>A declared message type of a system.</summary>
/// <param name="Name">The name, in kebab case.</param>
/// <param name="Translation">Its translation.</param>
/// <param name="OnIssue">What happens to a message with faulty values.</param>
public sealed record MessageTypeDefinition(string Name, Translator Translation, IssuePolicy OnIssue)
{
    /// <summary>The published standard that the messages follow (<c>NIEM 6.0</c>), or null for a system's own language.</summary>
    public string? Standard { get; init; }
}
