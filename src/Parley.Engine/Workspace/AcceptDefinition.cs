namespace Parley.Engine.Workspace;

/// <summary>One kind of event that a system wants to receive: which bundles, in which of its message types, by which way.</summary>
public sealed record AcceptDefinition
{
    /// <summary>Its message type that is written.</summary>
    public required string MessageType { get; init; }

    /// <summary>The record types (names) that the bundle's subject may have; never empty.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Attributes of the subject that must have a value.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Attributes of the subject that must not have a value.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Attributes of the subject that must have one of the values given (exchanged form).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Where { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Sources (system identifiers) it takes from; empty means every system but itself.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Why the recipient wants it: a code of the list of purposes; null for the purpose that the installation's rules give the level.</summary>
    public string? Purpose { get; init; }

    /// <summary>The reason in words that the disclosure is recorded with; null when none is given.</summary>
    public string? Reason { get; init; }

    /// <summary>How the message gets there.</summary>
    public required DeliveryDefinition Delivery { get; init; }

    /// <summary>The system's message type of the answer, or null when an answer means nothing.</summary>
    public string? Reply { get; init; }
}
