using Parley.Engine.Retrieval;

namespace Parley.Engine.Workspace;

/// <summary>One application of an organisation: what it sends, accepts and answers, and how it is reached.</summary>
public sealed record SystemDefinition
{
    /// <summary>The identifier, in kebab case; also the folder's name.</summary>
    public required string Id { get; init; }

    /// <summary>The name people use.</summary>
    public required string Name { get; init; }

    /// <summary>The identifier of the organisation that owns it.</summary>
    public required string Organisation { get; init; }

    /// <summary>Who makes it.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>The product and version.</summary>
    public string Product { get; init; } = "";

    /// <summary>The hashed keys by which it is known when it calls.</summary>
    public IReadOnlyList<SystemKey> Keys { get; init; } = [];

    /// <summary>Its message types by name, those it sends as well as those it takes.</summary>
    public required IReadOnlyDictionary<string, MessageTypeDefinition> Messages { get; init; }

    /// <summary>Folders and addresses that the platform reads its messages from, besides what it deposits itself.</summary>
    public IReadOnlyList<IntakeDefinition> Intake { get; init; } = [];

    /// <summary>The folder from which files of its history can be loaded (<c>load-folder</c>); relative paths are below the workspace; null for none.</summary>
    public string? LoadFolder { get; init; }

    /// <summary>
    /// The addresses (<c>webhooks</c>) at and below which it may be told of changes, besides the servers that it is delivered to; may hold <c>${NAME}</c> for an
    /// environment variable.
    /// </summary>
    public IReadOnlyList<string> Webhooks { get; init; } = [];

    /// <summary>What it wants to receive, and how.</summary>
    public IReadOnlyList<AcceptDefinition> Accepts { get; init; } = [];

    /// <summary>The questions that it answers when it is asked live.</summary>
    public IReadOnlyList<QuestionDefinition> Answers { get; init; } = [];
}
