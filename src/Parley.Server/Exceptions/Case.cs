using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>An exception as the desk works on it.</summary>
internal sealed record Case
{
    public required CaseRow Row { get; init; }

    /// <summary>Whose task it is.</summary>
    public required Responsibility Whose { get; init; }

    /// <summary>The system whose people have the task; null for the platform's.</summary>
    public required string? TaskSystem { get; init; }

    /// <summary>The organisation that has the task.</summary>
    public required string TaskOrganisation { get; init; }

    /// <summary>How to avoid it the next time.</summary>
    public required string Prevention { get; init; }

    public required Urgency Urgency { get; init; }

    /// <summary>When it is due, microseconds since 1970.</summary>
    public required long Due { get; init; }

    /// <summary>Whether it is open and past its time.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>Who holds it now; null for nobody.</summary>
    public required string? HeldBy { get; init; }

    public ExceptionRow Exception => Row.Exception;
}
