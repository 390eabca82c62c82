using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Plans;

/// <summary>A link rule with its paths compiled.</summary>
internal sealed class LinkPlan
{
    private LinkRole[]? _others;

    public required LinkRule Rule { get; init; }

    public required RecordPlan[] From { get; init; }

    public required RecordPlan[] To { get; init; }

    public PathReader? RoleField { get; init; }

    public Utf8Map<LinkRole>? Roles { get; init; }

    public PathReader? By { get; init; }

    public PathReader? Element { get; init; }

    public PathReader? ElementFrom { get; init; }

    public PathReader? ElementTo { get; init; }

    /// <summary>Whether one message can give the same link twice, by this rule or by this and another.</summary>
    public bool MayRepeat { get; private set; } = true;

    /// <summary>Words that say there is no link.</summary>
    public Utf8Map<string>? NoRole { get; init; }

    /// <summary>The word that the role's field takes for each role.</summary>
    public required IReadOnlyDictionary<LinkRole, byte[]> WayBack { get; init; }

    /// <summary>Finds, once for a translation, the rules whose links are all different, so that reading need not look.</summary>
    public static void FindRepeats(LinkPlan[] links)
    {
        foreach (LinkPlan link in links)
        {
            link.MayRepeat = !link.Rule.IsFixed || Array.Exists(links, other =>
                !ReferenceEquals(other, link)
                && other.Rule.AllRoles.Intersect(link.Rule.AllRoles).Any()
                && other.From.Intersect(link.From).Any()
                && other.To.Intersect(link.To).Any());
        }
    }

    /// <summary>Whether a bundle's link can be one of this rule's.</summary>
    public bool Covers(LinkRole role)
    {
        if (ReferenceEquals(Rule.Role, role))
        {
            return true;
        }

        // Asked for every link of every bound record: a look along a few references is faster than a hash.
        foreach (LinkRole other in _others ??= [.. WayBack.Keys, .. Rule.Also])
        {
            if (ReferenceEquals(other, role))
            {
                return true;
            }
        }

        return false;
    }
}
