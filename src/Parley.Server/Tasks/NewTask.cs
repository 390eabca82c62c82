using Parley.Engine.Expressions;

namespace Parley.Server.Tasks;

/// <summary>A task to be given, with its due times worked out.</summary>
internal sealed record NewTask
{
    /// <summary>What gives it; by this name it is later told of the answer.</summary>
    public required string Origin { get; init; }

    /// <summary>Its name with its origin: a second task of this name is the first.</summary>
    public required string Key { get; init; }

    /// <summary>Who gives it, as the ledger names it.</summary>
    public required string By { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Title { get; init; }

    /// <summary>The group that is to do it, a role of <c>access.yaml</c>.</summary>
    public required string Group { get; init; }

    /// <summary>The one person of the group who is to do it; null for any.</summary>
    public string? Person { get; init; }

    /// <summary>The JSON Schema of the answer; null when none is asked for.</summary>
    public JqValue? Form { get; init; }

    /// <summary>What the person must know; or null.</summary>
    public JqValue? Data { get; init; }

    /// <summary>Why the person may use it, a code of the list of purposes; or null.</summary>
    public string? Purpose { get; init; }

    /// <summary>When it is due; null when at no time.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Reminders and escalations.</summary>
    public IReadOnlyList<TaskTimer> Timers { get; init; } = [];

    /// <summary>The exchange it concerns, under whose key its content is sealed; or null.</summary>
    public long? Exchange { get; init; }
}
