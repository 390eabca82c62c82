namespace Parley.Engine.Workspace;

/// <summary>An address that is asked for new messages at intervals, with a cursor that survives restarts.</summary>
public sealed record PollIntake : IntakeDefinition
{
    /// <summary>The address; <c>{cursor}</c> stands for the cursor kept from the last answer.</summary>
    public required string Url { get; init; }

    /// <summary>The time between questions.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the next cursor is in the answer: <c>header:NAME</c>, or <c>json:PATH</c> (dotted property names).</summary>
    public required string Cursor { get; init; }

    /// <summary>The first cursor.</summary>
    public string FirstCursor { get; init; } = "";

    /// <summary>Dotted property names of the list of messages within a JSON answer; empty when the answer is messages alone.</summary>
    public string Items { get; init; } = "";

    /// <summary>How to authenticate.</summary>
    public AuthDefinition? Auth { get; init; }
}
