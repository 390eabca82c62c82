namespace Parley.Engine.Obligations;

/// <summary>An obligation that the platform itself knows of: a review, a confirmation.</summary>
/// <param name="Group">The group that is to see to it.</param>
/// <param name="Days">Working days: within which a retention review is to be decided, or before an agreement's review it is shown.</param>
public sealed record StandingRule(string Group, int Days);
