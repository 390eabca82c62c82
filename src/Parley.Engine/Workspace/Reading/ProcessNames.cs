namespace Parley.Engine.Workspace.Reading;

/// <summary>The names that processes may use of what the rest of the workspace defines.</summary>
/// <param name="Systems">The systems.</param>
/// <param name="Roles">The roles of access.yaml: the groups whose people can be asked.</param>
/// <param name="Purposes">The purposes.</param>
/// <param name="Calendars">The calendars of working days.</param>
internal sealed record ProcessNames(
    IReadOnlyDictionary<string, SystemDefinition> Systems, IReadOnlyList<string> Roles, IReadOnlyList<string> Purposes, IReadOnlyList<string> Calendars);
