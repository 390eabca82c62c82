using Parley.Engine.Workspace;

namespace Parley.Engine.Retrieval;

/// <summary>One question that a system answers: by what, how it is asked, how its answer is read, and what it may cost.</summary>
public sealed record QuestionDefinition
{
    /// <summary>Its name within the system, in kebab case.</summary>
    public required string Name { get; init; }

    /// <summary>The parts of a search without which it is not asked; never empty.</summary>
    public required IReadOnlyList<string> By { get; init; }

    /// <summary>Further parts that are passed on where the search has them.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>The record types that its answers are of; empty when that is not said.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Whether the system demands the purpose.</summary>
    public bool DemandsPurpose { get; init; }

    /// <summary>Whether the system demands the reason.</summary>
    public bool DemandsReason { get; init; }

    /// <summary>The request.</summary>
    public required RequestTemplate Request { get; init; }

    /// <summary>How the platform makes itself known.</summary>
    public AuthDefinition? Auth { get; init; }

    /// <summary>The message type, of the system's own, whose translation reads the answer.</summary>
    public required string MessageType { get; init; }

    /// <summary>
    /// Where the messages are within an answer of many: dotted member names of a list in JSON, element names with <c>/</c> between below the document
    /// element in XML; empty when the format itself cuts the answer, or it is one message.
    /// </summary>
    public string Items { get; init; } = "";

    /// <summary>HTTP statuses by which the system says that it has nothing, beside 204.</summary>
    public IReadOnlyList<int> NothingStatuses { get; init; } = [];

    /// <summary>How long a search waits for the answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an answer is waited for at all; what comes between is late.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The most bytes of an answer; what is longer is cut off and not read.</summary>
    public int MostBytes { get; init; } = 1 << 20;

    /// <summary>How many questions a second it may be asked.</summary>
    public Rate Rate { get; init; } = new(10, 20);

    /// <summary>How many questions it may be asked at once.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>When it is left in peace.</summary>
    public BreakerDefinition Breaker { get; init; } = new();

    /// <summary>Whether what it answers is kept in the common repository; it is not unless said.</summary>
    public bool Keep { get; init; }
}
