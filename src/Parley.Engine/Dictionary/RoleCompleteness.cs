namespace Parley.Engine.Dictionary;

/// <summary>How complete a record is in one role that it plays.</summary>
/// <param name="Record">The record, by its place in the bundle.</param>
/// <param name="Role">The role.</param>
/// <param name="Failures">The rules that do not hold; none for a complete record.</param>
public sealed record RoleCompleteness(int Record, EntityRole Role, IReadOnlyList<CompletenessFailure> Failures)
{
    /// <summary>True when every rule holds.</summary>
    public bool IsComplete => Failures.Count == 0;
}
