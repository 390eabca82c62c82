using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Plans;

/// <summary>A link rule with its paths compiled.</summary>
internal sealed class LinkPlan
{
    public required LinkRule Rule { get; init; }

    public required RecordPlan[] From { get; init; }

    public required RecordPlan[] To { get; init; }

    public PathReader? RoleField { get; init; }

    public Utf8Map<LinkRole>? Roles { get; init; }

    public PathReader? By { get; init; }

    public PathReader? Element { get; init; }

    public PathReader? ElementFrom { get; init; }

    public PathReader? ElementTo { get; init; }

    /// <summary>The word that the role's field takes for each role.</summary>
    public required IReadOnlyDictionary<LinkRole, byte[]> WayBack { get; init; }

    /// <summary>Whether a bundle's link can be one of this rule's.</summary>
    public bool Covers(LinkRole role) => ReferenceEquals(Rule.Role, role) || (WayBack.Count > 0 && WayBack.ContainsKey(role));
}
