using Parley.Engine.Issues;

namespace Parley.Server.Tasks;

/// <summary>The issues of people's tasks; each has a page in <c>docs/errors</c>.</summary>
public static class TaskIssues
{
    /// <summary>A task that lacks something, or has what it cannot have.</summary>
    public static readonly IssueCode CannotBeMade = new("TSK001", Severity.Error, "The task cannot be made as asked", "Correct what the message names: its place is a path in the request.");

    /// <summary>An answer that the task's form does not allow.</summary>
    public static readonly IssueCode AnswerDoesNotFit = new("TSK002", Severity.Error, "The answer does not fit the task's form", "Correct what the findings name, each by its place in the answer, and complete the task again.");

    /// <summary>A task that is somebody else's for now.</summary>
    public static readonly IssueCode Taken = new("TSK003", Severity.Error, "Somebody else has taken the task", "Ask the person it names to release it, or a supervisor to reassign it.");

    /// <summary>A task that is done or cancelled.</summary>
    public static readonly IssueCode Ended = new("TSK004", Severity.Error, "The task has ended", "Look at it: it says when, by whom and how.");
}
