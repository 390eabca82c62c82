namespace Parley.Server.Decisions;

/// <summary>The part of a question that a search is for: the question has its type alone, and of an action nothing.</summary>
internal enum Sought
{
    /// <summary>None: the question is whole.</summary>
    Nothing,

    /// <summary>Who may do it.</summary>
    Subject,

    /// <summary>To what it may be done.</summary>
    Resource,

    /// <summary>What may be done.</summary>
    Action,
}
